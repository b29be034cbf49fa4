package dev.tocsin.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a step saw: names to texts, such as {@code status=403 by=pod-security}.
 *
 * @param values in order
 * @param redact takes secrets out of what people read; what is compared stays as it was seen
 */
public record Observation(Map<String, String> values, UnaryOperator<String> redact) {
    private static final int LONGEST_VALUE = 300;

    public Observation(Map<String, String> values) {
        this(values, UnaryOperator.identity());
    }

    /** The same, with secrets taken out of its text. */
    public Observation hiding(UnaryOperator<String> secrets) {
        return new Observation(values, secrets);
    }

    /** One value. */
    public static Observation of(String name, Object value) {
        return new Observation(Map.of(name, String.valueOf(value)));
    }

    public Observation with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, String.valueOf(value));
        return new Observation(more, redact);
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
                .map(entry -> entry.getKey() + "="
                        + shorten(redact.apply(entry.getValue()).strip()))
                .collect(Collectors.joining(" "));
    }

    private static String shorten(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
