package dev.tocsin.timeline;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened during a drill.
 *
 * @param phase the phase that was running
 * @param actor who did or saw it
 * @param seen when the drill saw it
 * @param happened when it happened by its own clock, where it carries a better time
 * @param text one sentence
 * @param details further values worth keeping, in order; no secrets
 */
public record Fact(
        Phase phase, Actor actor, Instant seen, @Nullable Instant happened, String text, Map<String, String> details) {

    /** The four parties of a drill. Injector, responder and prober are different identities in the cluster. */
    public enum Actor {
        /** Set-up, clocks, clean-up. */
        DRILL,
        /** The attacker, or the fault. */
        INJECTOR,
        /** What raises alerts. */
        DETECTOR,
        /** What acts on alerts. */
        RESPONDER,
        /** What looks at effects. */
        PROBER;

        /** As reports say it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Fact {
        details = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(details));
    }
}
