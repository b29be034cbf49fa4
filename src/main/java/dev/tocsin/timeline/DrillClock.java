package dev.tocsin.timeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Wall-clock instants that never jump: anchored once, then advanced by the monotonic ticker. Two instants of one clock
 * may be subtracted whatever NTP does meanwhile, and still compare with the times in audit records.
 */
public final class DrillClock implements InstantSource {
    private final LongSupplier nanos;
    private final Instant anchor;
    private final long anchorNanos;

    public DrillClock(InstantSource wall, LongSupplier nanos) {
        this.nanos = nanos;
        this.anchor = wall.instant();
        this.anchorNanos = nanos.getAsLong();
    }

    /** The machine's own clock and ticker. */
    public static DrillClock system() {
        return new DrillClock(InstantSource.system(), System::nanoTime);
    }

    @Override
    public Instant instant() {
        return anchor.plusNanos(nanos.getAsLong() - anchorNanos);
    }
}
