package dev.tocsin.report;

import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

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
        java.util.Set<String> missed,
        java.util.List<String> files) {
    /** What it measured of a phase, for people. */
    String text(String phase) {
        if (missed.contains(phase)) {
            return "missed";
        }
        return dev.tocsin.timeline.Times.text(slowest.get(phase));
    }

    /** {@code held}, {@code missed, 3 of 5 held}. */
    String verdictText() {
        return verdict.label() + (runs > 1 ? ", " + held + " of " + runs + " held" : "");
    }
}
