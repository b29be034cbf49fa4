package dev.tocsin.proofing;

import dev.tocsin.drill.DrillRules;
import dev.tocsin.drill.Parts;
import dev.tocsin.drill.Watch;
import dev.tocsin.scenario.Drill;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A drill with one of its defences broken.
 *
 * @param id its name, one in the drill, the same each time
 * @param kind what all of its kind have in common, in a few words
 * @param broken what is broken, in a sentence
 * @param drill what is run
 * @param rules the rules for that
 * @param parts what it is run with
 * @param expected what it has to come to
 * @param premise from how the unbroken drill went, why there is nothing to break; empty if there is
 */
public record Mutant(
        String id,
        String kind,
        String broken,
        Drill drill,
        DrillRules rules,
        Parts parts,
        Expectation expected,
        Function<Outcome, String> premise) {

    /** One whose run ends as soon as it is known what it came to; a target is waited for, and how late it was is not. */
    static Mutant of(String id, Kind kind, String broken, Subject of, Expectation expected) {
        return new Mutant(
                id,
                kind.label(),
                broken,
                of.drill(),
                of.rules(),
                of.parts().watching(Watch.TO_THE_TARGET, expected::enough),
                expected,
                control -> "");
    }

    /** One that cannot be made of this drill. */
    static Mutant none(String id, Kind kind, Subject of, String why) {
        return of(id, kind, "", of, Expectation.NOTHING).given(control -> why);
    }

    Mutant given(Function<Outcome, String> other) {
        return new Mutant(id, kind, broken, drill, rules, parts, expected, other);
    }

    /**
     * What its run came to. It is not asked for what the unbroken drill did not hold either.
     *
     * @param control how the unbroken drill went
     */
    public Proofed judge(Outcome outcome, Outcome control) {
        Set<String> unheld = control.results().stream()
                .filter(result -> result.verdict() != Verdict.HELD)
                .map(result -> result.objective().where())
                .collect(Collectors.toSet());
        Expectation.Judged judged = expected.judge(outcome.asking(objective -> !unheld.contains(objective.where())));
        return proofed(
                judged.finding(),
                judged.seen(),
                outcome.results().stream()
                        .filter(result -> result.verdict() == Verdict.MISSED)
                        .map(Result::objective)
                        .map(objective -> objective.phase().label() + " " + objective.title())
                        .toList(),
                Duration.between(outcome.from(), outcome.to()));
    }

    /** Why it was not run. */
    public Proofed not(Finding finding, String why) {
        return proofed(finding, why, List.of(), Duration.ZERO);
    }

    private Proofed proofed(Finding finding, String seen, List<String> challenged, Duration took) {
        return new Proofed(drill.info().name(), id, kind, broken, expected.says(), finding, seen, challenged, took);
    }
}
