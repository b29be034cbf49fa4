package dev.tocsin.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What became of a mutant: a drill that was run with one of its defences broken, to see whether it notices.
 *
 * @param drill the drill's name
 * @param mutant its name, one in the drill: {@code blind=audit/exec-into-pod}
 * @param kind what all mutants of the kind have in common, in a few words: {@code rule off}
 * @param broken what was broken, in a sentence
 * @param demanded what the drill had to come to, in a few words
 * @param finding whether it did
 * @param seen what it came to, or why it was not run, in a sentence
 * @param challenged the titles of the objectives that were missed
 * @param took how long it ran; zero if it did not
 */
public record Proofed(
        String drill,
        String mutant,
        String kind,
        String broken,
        String demanded,
        Finding finding,
        String seen,
        List<String> challenged,
        Duration took) {

    /** Declared from best to worst. */
    public enum Finding {
        /** The drill came to the verdict that it had to come to. */
        NOTICED,
        /** There is nothing of the kind in this drill that could be broken. */
        NOT_APPLICABLE,
        /** The drill does not hold as it is: its mutants would say nothing. */
        NOT_RUN,
        /** The run could not tell. */
        INCONCLUSIVE,
        /** The drill did not notice: something that it demands cannot fail. */
        SURVIVED;

        /** As reports write it: {@code not applicable}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
