package dev.tocsin.gameday;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a question.
 *
 * @param of the role that was asked
 * @param by who acknowledged it; null if nobody did in time
 * @param note what they had to say; may be empty
 * @param waited how long it took, or how long it was waited in vain
 */
public record Answer(
        String id,
        String question,
        String of,
        Duration within,
        Instant asked,
        @Nullable String by,
        String note,
        Duration waited) {
    public boolean isGiven() {
        return by != null;
    }
}
