package dev.tocsin.signal.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the alert {@code Watchdog} says, which always fires and is sent again every second or so.
 *
 * @param evaluated when Prometheus last evaluated its rules
 * @param scraped when the target was scraped whose turn was longest ago; null before the first scrape
 * @param targets how many targets there are
 * @param down those that did not answer, for messages; empty if all did
 */
record Heartbeat(Instant evaluated, @Nullable Instant scraped, int targets, String down) {
    static final String ALERT = "Watchdog";

    /** @return null if the alert is another, or has not what the fixture's has */
    static @Nullable Heartbeat of(JsonNode alert) {
        JsonNode says = alert.path("annotations");
        if (!alert.at("/labels/alertname").asText().equals(ALERT)
                || says.path("evaluated").asText().isEmpty()) {
            return null;
        }
        String scraped = says.path("scraped").asText();
        return new Heartbeat(
                time(says.path("evaluated").asText()),
                scraped.isEmpty() ? null : time(scraped),
                says.path("targets").asInt(),
                says.path("down").asText());
    }

    private static Instant time(String seconds) {
        return Instant.ofEpochMilli(new BigDecimal(seconds).movePointRight(3).longValue());
    }

    /** Whether all targets have been scraped since a moment. */
    boolean since(Instant moment) {
        return scraped != null && !scraped.isBefore(moment);
    }
}
