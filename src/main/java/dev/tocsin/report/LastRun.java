package dev.tocsin.report;

import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a drill went when it was last run, all its rows and trials of that run together.
 *
 * @param folder the run's
 * @param when it began
 * @param verdict the worst
 * @param runs how many rows and trials there were
 * @param held how many of them held
 * @param slowest phase to the longest measured time of its objectives, each counted from its own start; without those that
 *     were not measured
 * @param missed phases with an objective that did not happen
 * @param files their names without ending, of which there are a {@code .svg} and a {@code .summary.json}
 */
record LastRun(
        Path folder,
        Instant when,
        Verdict verdict,
        int runs,
        int held,
        Map<String, Duration> slowest,
        Set<String> missed,
        List<String> files) {
    /** What it measured of a phase, for people. */
    String text(String phase) {
        if (missed.contains(phase)) {
            return "missed";
        }
        return Times.text(slowest.get(phase));
    }

    /** {@code held}, {@code missed, 3 of 5 held}. */
    String verdictText() {
        return verdict.label() + (runs > 1 ? ", " + held + " of " + runs + " held" : "");
    }

    /** The verdict of a drill that may never have been run: {@code not run}. */
    static String verdict(@Nullable LastRun run) {
        return run == null ? "not run" : run.verdictText();
    }

    /** What was measured of a phase of one that may never have been run: a dash. */
    static String measured(@Nullable LastRun run, String phase) {
        return run == null ? "-" : run.text(phase);
    }
}
