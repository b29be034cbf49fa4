package dev.tocsin.proofing;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.Result;
import java.util.List;

/** What a mutant has to come to. */
sealed interface Expectation permits Missed, SomethingMissed, Inconclusive, Expectation.Nothing {
    Expectation NOTHING = new Nothing();

    /** In a few words. */
    String says();

    /** Whether these results settle it. */
    boolean enough(List<Result> known);

    Judged judge(Outcome outcome);

    /** @param seen what the run came to, in a sentence */
    record Judged(Finding finding, String seen) {}

    /** Of a mutant that is never run. */
    record Nothing() implements Expectation {
        @Override
        public String says() {
            return "";
        }

        @Override
        public boolean enough(List<Result> known) {
            return true;
        }

        @Override
        public Judged judge(Outcome outcome) {
            return new Judged(Finding.INCONCLUSIVE, "nothing was expected of it");
        }
    }
}
