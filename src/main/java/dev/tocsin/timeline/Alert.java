package dev.tocsin.timeline;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a detector raises, whichever it is, and all that a responder gets to know.
 *
 * @param rule the rule's name: {@code audit/privileged-pod-created}
 * @param title the rule's title
 * @param severity the rule's level
 * @param source where it was seen: {@code audit}, {@code runtime}, {@code falco}, ...
 * @param happened when it happened, by the event's own clock
 * @param seen when the detector raised it
 * @param entities whom and what it is about
 * @param fields the event's fields that the rule names, by their path
 * @param evidence the raw records behind it, as they were written
 */
public record Alert(
        String rule,
        String title,
        String severity,
        String source,
        Instant happened,
        Instant seen,
        Entities entities,
        Map<String, Object> fields,
        List<String> evidence) {
    public Alert {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        evidence = List.copyOf(evidence);
    }

    /** Whether it happened at or after a moment, or may have: a time of whole seconds is up to a second early. */
    public boolean since(Instant moment) {
        return !happened.isBefore(moment)
                || (happened.getNano() == 0 && happened.plusSeconds(1).isAfter(moment));
    }
}
