package dev.tocsin.engine;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Verdict;
import org.opentest4j.AssertionFailedError;

/** Tells JUnit: held passes, a missed objective is a failed assertion, an inconclusive drill is an error. */
final class Judgement {
    private Judgement() {}

    static void of(Outcome outcome) {
        if (outcome.verdict() == Verdict.INCONCLUSIVE) {
            throw new InconclusiveDrillException(outcome.explanation());
        }
        if (outcome.verdict() != Verdict.HELD) {
            throw new AssertionFailedError(outcome.explanation());
        }
    }
}
