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
    private final String prefix;
    private @Nullable Instant start;

    /** @param prefix what each line begins with, where several drills speak at once */
    Progress(PrintStream out, String prefix) {
        this.out = out;
        this.prefix = prefix;
    }

    synchronized void tell(Fact fact) {
        if (start == null) {
            start = fact.seen();
        }
        String text = fact.text().replace('\n', ' ');
        out.printf(
                Locale.ROOT,
                "%s%8.3f s  %-9s %-9s %s%n",
                prefix,
                Duration.between(start, fact.seen()).toNanos() / 1e9,
                fact.phase().label(),
                fact.actor().label(),
                text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...");
        out.flush();
    }
}
