package dev.tocsin.proofing;

import dev.tocsin.timeline.DrillInfo;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Objective;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Span;
import dev.tocsin.timeline.StartPoint;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Outcomes to judge. */
final class Outcomes {
    private static final Instant T0 = Instant.EPOCH;

    private Outcomes() {}

    static Outcome of(Verdict verdict, Result... results) {
        return of(verdict, Phase.AFTER, "the cause", List.of(), results);
    }

    static Outcome of(Verdict verdict, Phase ended, String cause, List<Fact> facts, Result... results) {
        return new Outcome(
                new DrillInfo("d", "", "", "", "", List.of(), List.of(), null, null),
                Map.of(),
                T0,
                T0.plusSeconds(9),
                T0,
                List.of(new Span(ended, T0, T0.plusSeconds(9), verdict, cause)),
                List.of(results),
                List.of(),
                facts,
                List.of(),
                verdict,
                cause);
    }

    /** An objective with a target of one second. */
    static Result met(Phase phase, String where, Duration after) {
        return Result.of(objective(phase, where), T0, T0.plus(after), null, Duration.ZERO, "seen");
    }

    static Result missed(Phase phase, String where) {
        return Result.of(objective(phase, where), T0, null, null, Duration.ZERO, "not seen");
    }

    private static Objective objective(Phase phase, String where) {
        return new Objective(phase, "objective of " + where, Duration.ofSeconds(1), StartPoint.T0, null, where);
    }

    static Fact undone(String procedure) {
        return new Fact(
                Phase.CONTAIN,
                Fact.Actor.RESPONDER,
                T0,
                null,
                "procedure " + procedure + " was not done in full",
                Map.of("done", "", "not done", "terminate"));
    }
}
