package dev.tocsin.engine;

import dev.tocsin.timeline.Fact;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line on the terminal for each fact, as it happens: seconds since the drill began, phase, who, what. */
final class Progress {
    private static final int LONGEST = 150;
    private final PrintStream out;
    private @Nullable Instant start;

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void tell(Fact fact) {
        if (start == null) {
            start = fact.seen();
        }
        String text = fact.text().replace('\n', ' ');
        out.printf(
                Locale.ROOT,
                "%8.3f s  %-9s %-9s %s%n",
                Duration.between(start, fact.seen()).toNanos() / 1e9,
                fact.phase().label(),
                fact.actor().name().toLowerCase(Locale.ROOT),
                text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...");
        out.flush();
    }
}
