package dev.tocsin.proofing;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some objective of the response has to be missed, whichever: the effect of one action may show in another phase, or in what
 * users meet with throughout.
 */
record SomethingMissed(String says) implements Expectation {
    @Override
    public boolean enough(List<Result> known) {
        return known.stream().anyMatch(SomethingMissed::missed);
    }

    private static boolean missed(Result result) {
        return result.objective().phase() != Phase.DETECT && result.verdict() == Verdict.MISSED;
    }

    @Override
    public Judged judge(Outcome outcome) {
        if (outcome.verdict() == Verdict.INCONCLUSIVE || outcome.verdict() == Verdict.FALSE_ALARM) {
            return new Judged(Finding.INCONCLUSIVE, outcome.cause());
        }
        String noticed = outcome.results().stream()
                .filter(SomethingMissed::missed)
                .map(result -> Missed.named(result.objective()))
                .collect(Collectors.joining("; "));
        return noticed.isEmpty()
                ? new Judged(
                        Finding.SURVIVED,
                        "no objective is missed without it; the drill is "
                                + outcome.verdict().label())
                : new Judged(Finding.NOTICED, noticed + " missed");
    }
}
