package dev.tocsin.timeline;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a detector raises and all that a responder gets to know.
 *
 * @param rule the rule's name: {@code audit/privileged-pod-created}
 * @param title the rule's title
 * @param severity the rule's level
 * @param happened when it happened, by the event's own clock
 * @param seen when the detector raised it
 * @param fields the event's fields that the rule names, by their path
 */
public record Alert(
        String rule, String title, String severity, Instant happened, Instant seen, Map<String, Object> fields) {
    public Alert {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
