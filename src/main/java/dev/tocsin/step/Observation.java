package dev.tocsin.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a step saw: names to texts, such as {@code status=403 by=pod-security}.
 *
 * @param values in order
 */
public record Observation(Map<String, String> values) {
    private static final int LONGEST_VALUE = 300;

    /** One value. */
    public static Observation of(String name, Object value) {
        return new Observation(Map.of(name, String.valueOf(value)));
    }

    public Observation with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, String.valueOf(value));
        return new Observation(more);
    }

    /** Whether every expected value was observed; a list means any of its values. */
    public boolean meets(ObjectNode expect) {
        return expect.properties().stream().allMatch(entry -> {
            String seen = values.get(entry.getKey());
            JsonNode wanted = entry.getValue();
            return seen != null
                    && (wanted.isArray()
                            ? StreamSupport.stream(wanted.spliterator(), false)
                                    .anyMatch(one -> one.asText().equals(seen))
                            : wanted.asText().equals(seen));
        });
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + shorten(entry.getValue().strip()))
                .collect(Collectors.joining(" "));
    }

    private static String shorten(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
