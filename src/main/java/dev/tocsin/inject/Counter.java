package dev.tocsin.inject;

import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Counts what a session prints, and keeps when the last of it came. Nothing of it is kept. */
final class Counter extends OutputStream {
    /** Silent for longer, a session is taken for still: it prints several times a second. */
    private static final Duration STILL = Duration.ofSeconds(1);

    private final InstantSource clock;
    private Instant last;
    private long bytes;

    Counter(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    @Override
    public synchronized void write(int b) {
        bytes++;
        last = clock.instant();
    }

    @Override
    public synchronized void write(byte[] text, int from, int length) {
        bytes += length;
        last = clock.instant();
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized Duration silence() {
        return Duration.between(last, clock.instant());
    }

    synchronized boolean moves() {
        return bytes > 0 && silence().compareTo(STILL) <= 0;
    }
}
