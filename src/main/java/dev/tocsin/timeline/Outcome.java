package dev.tocsin.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a drill left behind; every report is made from this.
 *
 * @param drill what was drilled
 * @param environment what it ran on, in order: node image, Kubernetes version, cores, ...
 * @param from when the drill started
 * @param to when it ended
 * @param t0 just before the first injection call; null if it never came to that
 * @param spans the phases that ran, in order
 * @param results the objectives, in the scenario's order
 * @param raised the alerts since T0, expected or not
 * @param facts what happened, in the order in which it was seen
 * @param evidence what to keep
 * @param verdict the drill's verdict
 * @param cause why it is not held: the first reason, in a sentence; empty if held
 * @param recovery recovery time and point, where the drill has such targets
 */
public record Outcome(
        DrillInfo drill,
        Map<String, String> environment,
        Instant from,
        Instant to,
        @Nullable Instant t0,
        List<Span> spans,
        List<Result> results,
        List<Raised> raised,
        List<Fact> facts,
        List<Evidence> evidence,
        Verdict verdict,
        String cause,
        Recovery recovery) {

    /** One without targets for its recovery. */
    public Outcome(
            DrillInfo drill,
            Map<String, String> environment,
            Instant from,
            Instant to,
            @Nullable Instant t0,
            List<Span> spans,
            List<Result> results,
            List<Raised> raised,
            List<Fact> facts,
            List<Evidence> evidence,
            Verdict verdict,
            String cause) {
        this(drill, environment, from, to, t0, spans, results, raised, facts, evidence, verdict, cause, Recovery.NONE);
    }

    /** The same under another name, such as a trial's. */
    public Outcome named(String name) {
        DrillInfo info = new DrillInfo(
                name,
                drill.title(),
                drill.description(),
                drill.file(),
                drill.tactic(),
                drill.techniques(),
                drill.covers(),
                drill.severity(),
                drill.owner());
        return new Outcome(
                info, environment, from, to, t0, spans, results, raised, facts, evidence, verdict, cause, recovery);
    }

    /** The same, asked for these objectives only. */
    public Outcome asking(Predicate<Objective> which) {
        List<Result> asked = results.stream()
                .filter(result -> which.test(result.objective()))
                .toList();
        return new Outcome(
                drill, environment, from, to, t0, spans, asked, raised, facts, evidence, verdict, cause, recovery);
    }

    /** The same with something more said of what it ran on. */
    public Outcome on(String what, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(environment);
        more.put(what, value);
        return new Outcome(
                drill, more, from, to, t0, spans, results, raised, facts, evidence, verdict, cause, recovery);
    }

    /** Why the drill is not held, a line for each objective that failed, with its place in the scenario. */
    public String explanation() {
        if (verdict == Verdict.INCONCLUSIVE) {
            return "Drill '" + drill.name() + "' is inconclusive: " + cause;
        }
        List<Result> failed = results.stream()
                .filter(result -> result.verdict() != Verdict.HELD)
                .toList();
        if (failed.isEmpty()) {
            return verdict == Verdict.HELD ? "" : "Drill '" + drill.name() + "': " + cause;
        }
        StringBuilder text = new StringBuilder(
                "Drill '%s' did not hold %d of %d objectives:".formatted(drill.name(), failed.size(), results.size()));
        for (Result result : failed) {
            Objective objective = result.objective();
            text.append("\n  %s %s: %s; expected within %s of %s, measured %s"
                    .formatted(
                            objective.phase().label(),
                            objective.title(),
                            result.verdict().label(),
                            Times.target(objective.target()),
                            objective.start().label(),
                            Times.text(result.measured())));
            if (objective.because() != null) {
                text.append(", because ").append(objective.because());
            }
            text.append(" (").append(objective.where()).append(")\n    saw: ").append(result.explanation());
        }
        return text.toString();
    }

    /** What the response says that it leaves open, however well its proofs hold. */
    public List<Residual> residuals() {
        return Residual.of(facts);
    }

    /** Time to the last met objective of a phase, counted from T0; null if one of them was not met or there is none. */
    public @Nullable Duration sinceT0(Phase phase) {
        Duration longest = null;
        for (Result result : results) {
            if (result.objective().phase() != phase) {
                continue;
            }
            Duration time = result.sinceT0(t0);
            if (time == null) {
                return null;
            }
            longest = longest == null || time.compareTo(longest) > 0 ? time : longest;
        }
        return longest;
    }
}
