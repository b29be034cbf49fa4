package dev.tocsin.engine;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.Verdict;
import org.opentest4j.AssertionFailedError;

/** Tells JUnit: held passes, a missed objective is a failed assertion, an inconclusive drill is an error. */
final class Judgement {
    private Judgement() {}

    /** A mutant passes if it was noticed. */
    static void of(Proofed proofed) {
        String what = proofed.finding().label() + ": " + proofed.seen() + "\n    mutant " + proofed.mutant() + " of "
                + proofed.drill() + ": " + proofed.broken() + " It has to come to: " + proofed.demanded();
        if (proofed.finding() == Finding.INCONCLUSIVE) {
            throw new InconclusiveDrillException(what);
        }
        if (proofed.finding() != Finding.NOTICED) {
            throw new AssertionFailedError(what);
        }
    }

    static void of(Outcome outcome) {
        if (outcome.verdict() == Verdict.INCONCLUSIVE) {
            throw new InconclusiveDrillException(outcome.explanation());
        }
        if (outcome.verdict() != Verdict.HELD) {
            throw new AssertionFailedError(outcome.explanation());
        }
    }
}
