package dev.tocsin.signal.runtime;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The kernel's clock, which counts from its boot, as times of day. bpftrace finds the difference of the two when it starts,
 * to about a microsecond; what the time of day is corrected by later is not known to it.
 */
final class WallClock {
    private static final int DIGITS = 9;
    private volatile long nanosAtBoot;

    /**
     * @param nanos since the boot
     * @param seconds the same moment since 1970, with a fraction
     * @throws NumberFormatException if it is no number
     */
    void set(long nanos, String seconds) {
        nanosAtBoot = new BigDecimal(seconds).movePointRight(DIGITS).longValue() - nanos;
    }

    Instant at(long nanos) {
        return Instant.ofEpochSecond(0, nanosAtBoot + nanos);
    }
}
