package dev.tocsin.timeline;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How durations are written for people, everywhere alike. */
public final class Times {
    private Times() {}

    /** {@code 87 ms}, {@code 4.12 s}, {@code 2 min 05.3 s}; a dash for null. */
    public static String text(@Nullable Duration duration) {
        if (duration == null) {
            return "-";
        }
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
        }
        long millis = Math.round(duration.toNanos() / 1e6);
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
        }
        return String.format(Locale.ROOT, "%d min %04.1f s", millis / 60_000, millis % 60_000 / 1000.0);
    }

    /** A target as the scenario writes it: {@code 500ms}, {@code 5s}, {@code 2m}. */
    public static String target(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
