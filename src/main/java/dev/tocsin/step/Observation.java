package dev.tocsin.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a step saw: names to texts, such as {@code status=403 by=pod-security}.
 *
 * @param values in order
 * @param silent names of those that are not shown, though they may be expected and captured: whole answers
 * @param redact takes secrets out of what people read; what is compared stays as it was seen
 */
public record Observation(Map<String, String> values, Set<String> silent, UnaryOperator<String> redact) {
    private static final int LONGEST_VALUE = 300;

    public Observation(Map<String, String> values) {
        this(values, Set.of(), UnaryOperator.identity());
    }

    /** The same, with secrets taken out of its text. */
    public Observation hiding(UnaryOperator<String> secrets) {
        return new Observation(values, silent, secrets);
    }

    /** One value. */
    public static Observation of(String name, Object value) {
        return new Observation(Map.of(name, String.valueOf(value)));
    }

    public Observation with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, String.valueOf(value));
        return new Observation(more, silent, redact);
    }

    /** One more value, which is not shown. */
    public Observation withSilent(String name, Object value) {
        Set<String> names = new LinkedHashSet<>(silent);
        names.add(name);
        return new Observation(with(name, value).values, names, redact);
    }

    /** What was seen under a name; empty if nothing. */
    public String value(String name) {
        return values.getOrDefault(name, "");
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
                .filter(entry -> !entry.getValue().isEmpty() && !silent.contains(entry.getKey()))
                .map(entry -> entry.getKey() + "="
                        + shorten(redact.apply(entry.getValue()).strip()))
                .collect(Collectors.joining(" "));
    }

    private static String shorten(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
