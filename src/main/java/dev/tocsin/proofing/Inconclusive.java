package dev.tocsin.proofing;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The drill has to be inconclusive, and for the right reason: a cluster that does not start is no proof.
 *
 * @param phase where it has to end
 * @param cause what its cause has to contain
 */
record Inconclusive(Phase phase, Pattern cause) implements Expectation {
    @Override
    public String says() {
        return "inconclusive";
    }

    /** It went on: that is all that need be known. */
    @Override
    public boolean enough(List<Result> known) {
        return !known.isEmpty();
    }

    @Override
    public Judged judge(Outcome outcome) {
        if (outcome.verdict() != Verdict.INCONCLUSIVE) {
            return new Judged(
                    Finding.SURVIVED,
                    "the drill went on as if nothing were wrong, and called it "
                            + outcome.verdict().label() + (outcome.cause().isEmpty() ? "" : ": " + outcome.cause()));
        }
        Phase ended = outcome.spans().get(outcome.spans().size() - 1).phase();
        boolean right = ended == phase && cause.matcher(outcome.cause()).find();
        return new Judged(right ? Finding.NOTICED : Finding.INCONCLUSIVE, outcome.cause());
    }
}
