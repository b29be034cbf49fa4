package dev.tocsin.engine;

import dev.tocsin.gameday.Conclusion;
import dev.tocsin.gameday.Day;
import dev.tocsin.timeline.DrillClock;
import dev.tocsin.timeline.Outcome;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.support.hierarchical.Node.SkipResult;

/** The game day that a run is, or a part of it is, or none: what it has come to, and whether it goes on. */
final class RunningDay {
    private final Path root;
    private final Path reports;
    private final PrintStream out;
    private final @Nullable Day day;
    private final boolean whole;
    private @Nullable Conclusion conclusion;

    /** @param descriptor null if drills are run that no game day calls for */
    RunningDay(@Nullable GameDayDescriptor descriptor, boolean dryRun, Path root, Path reports, PrintStream out) {
        this.root = root;
        this.reports = reports;
        this.out = out;
        this.whole = descriptor != null && descriptor.isWhole();
        this.day = descriptor == null || dryRun
                ? null
                : new Day(
                        descriptor.day(),
                        descriptor.seed(),
                        descriptor.planned(),
                        DrillClock.system(),
                        System::getenv,
                        out);
        if (descriptor != null) {
            out.printf(
                    "game day %s by seed %d: -Dseed=%d draws the same again%n",
                    descriptor.day().name(), descriptor.seed(), descriptor.seed());
        }
    }

    /** Only of a run that is one. */
    Day day() {
        return Objects.requireNonNull(day);
    }

    /** Whether nothing more may begin, because of its limits. */
    SkipResult skipped() {
        String over = day == null ? "" : day.over();
        return over.isEmpty() ? SkipResult.doNotSkip() : SkipResult.skip("the game day ended early: " + over);
    }

    void ran(String drill, Outcome outcome) {
        if (day != null) {
            day.ran(drill, outcome);
        }
    }

    /** Drills on one cluster have ended. */
    void together(List<Outcome> outcomes) {
        if (day != null && !outcomes.isEmpty()) {
            day.together(outcomes);
        }
    }

    void end(String why) {
        if (day != null) {
            day.end(why);
        }
    }

    /** Sums it up, once. */
    synchronized Conclusion conclude() {
        if (conclusion == null) {
            conclusion = Conclusion.of(day(), root, reports, out);
        }
        return conclusion;
    }

    /** Sums it up if it was to go on to its end: a part alone says nothing of the day. */
    void finish() {
        if (day != null && whole) {
            conclude();
        }
    }
}
