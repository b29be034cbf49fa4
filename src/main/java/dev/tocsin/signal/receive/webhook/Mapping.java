package dev.tocsin.signal.receive.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of an alert stand in a tool's JSON. What is not there is null.
 *
 * @param each the alert, or the list of alerts, within a request; all other pointers start from an alert
 * @param rule the rule's name
 * @param title what is to be said of it
 * @param severity how bad it is
 * @param levels the tool's words for that, as Sigma's levels
 * @param time when it happened
 * @param id what stays the same when it is sent again
 * @param entities {@code user}, {@code serviceAccount}, {@code namespace}, {@code pod}, {@code node}, {@code address}
 */
record Mapping(
        JsonPointer each,
        JsonPointer rule,
        @Nullable JsonPointer title,
        @Nullable JsonPointer severity,
        Map<String, String> levels,
        JsonPointer time,
        @Nullable JsonPointer id,
        Map<String, JsonPointer> entities) {
    Mapping {
        levels = Map.copyOf(levels);
        entities = Map.copyOf(entities);
    }
}
