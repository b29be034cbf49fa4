package dev.tocsin.proofing;

import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Objective;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Certain objectives have to be missed, every one of them; late is not missed, for then it came about all the same.
 *
 * @param objectives where the scenario demands them: {@code file:line}
 * @param says what they are, in a few words
 * @param reported the procedures of which the report must say what was not done
 */
record Missed(Set<String> objectives, String says, Set<String> reported) implements Expectation {
    Missed(Set<String> objectives, String says) {
        this(objectives, says, Set.of());
    }

    @Override
    public boolean enough(List<Result> known) {
        return known.stream()
                .map(result -> result.objective().where())
                .collect(Collectors.toSet())
                .containsAll(objectives);
    }

    @Override
    public Judged judge(Outcome outcome) {
        if (outcome.verdict() == Verdict.INCONCLUSIVE || !enough(outcome.results())) {
            return new Judged(Finding.INCONCLUSIVE, outcome.cause());
        }
        List<Result> own = outcome.results().stream()
                .filter(result -> objectives.contains(result.objective().where()))
                .toList();
        List<Result> unmoved = own.stream()
                .filter(result -> result.verdict() != Verdict.MISSED)
                .toList();
        if (!unmoved.isEmpty()) {
            return new Judged(
                    Finding.SURVIVED,
                    unmoved.stream()
                            .map(result -> named(result.objective()) + " is "
                                    + result.verdict().label() + " all the same: " + result.explanation() + " ("
                                    + result.objective().where() + ")")
                            .collect(Collectors.joining("; ")));
        }
        List<String> silent = reported.stream()
                .filter(procedure -> outcome.facts().stream().noneMatch(fact -> tells(fact, procedure)))
                .toList();
        if (!silent.isEmpty()) {
            return new Judged(
                    Finding.SURVIVED, "the report does not say what was not done of " + String.join(", ", silent));
        }
        return new Judged(
                Finding.NOTICED,
                own.stream().map(result -> named(result.objective())).collect(Collectors.joining("; ")) + " missed"
                        + undone(outcome));
    }

    private String undone(Outcome outcome) {
        return outcome.facts().stream()
                .filter(fact -> reported.stream().anyMatch(procedure -> tells(fact, procedure)))
                .map(fact -> "; " + fact.text() + ": not done " + fact.details().get("not done"))
                .distinct()
                .collect(Collectors.joining());
    }

    private static boolean tells(Fact fact, String procedure) {
        return fact.text().equals("procedure " + procedure + " was not done in full")
                && !fact.details().getOrDefault("not done", "").isEmpty();
    }

    static String named(Objective objective) {
        return objective.phase().label() + " " + objective.title();
    }
}
