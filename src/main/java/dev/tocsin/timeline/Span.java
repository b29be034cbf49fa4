package dev.tocsin.timeline;

import java.time.Duration;
import java.time.Instant;

/**
 * When a phase ran and how it ended.
 *
 * @param phase which
 * @param from its start
 * @param to its end
 * @param verdict the worst of its objectives, or inconclusive with a note
 * @param note why, where the verdict is not held; else empty
 */
public record Span(Phase phase, Instant from, Instant to, Verdict verdict, String note) {
    public Duration length() {
        return Duration.between(from, to);
    }
}
