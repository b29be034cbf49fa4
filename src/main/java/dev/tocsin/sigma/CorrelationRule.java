package dev.tocsin.sigma;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule on how other rules' matches come together.
 *
 * @param rules what it refers to, by id, alias or name, in the file's order
 * @param groupBy fields whose values must be the same; a match that lacks one is not counted
 * @param aliases a group-by name to what it is called in each rule: rule reference to field
 * @param timespan the sliding window
 * @param condition how many; null for the temporal types
 * @param field the field whose values are counted; null but for {@link Type#VALUE_COUNT}
 * @param generate whether the rules that it refers to raise alerts of their own as well
 */
public record CorrelationRule(
        RuleInfo info,
        Type type,
        List<String> rules,
        List<String> groupBy,
        Map<String, Map<String, String>> aliases,
        Duration timespan,
        @Nullable Threshold condition,
        @Nullable String field,
        boolean generate)
        implements Rule {

    /** What is looked for in the window. */
    public enum Type {
        /** A number of matches. */
        EVENT_COUNT,
        /** A number of different values of a field. */
        VALUE_COUNT,
        /** Each of the rules, in any order. */
        TEMPORAL,
        /** Each of the rules, in the order given. */
        TEMPORAL_ORDERED
    }

    /**
     * From how many on the condition is true.
     *
     * @param least the smallest number that meets it
     * @param exact whether a larger number does not
     */
    public record Threshold(int least, boolean exact) {
        boolean meets(int count) {
            return exact ? count == least : count >= least;
        }

        /** How many must be remembered to tell. */
        int memory() {
            return exact ? least + 1 : least;
        }
    }

    /** Its group and count; {@link Rules#carried} knows what else. */
    @Override
    public List<String> carries() {
        List<String> fields = new java.util.ArrayList<>(groupBy);
        fields.add("count");
        return fields;
    }

    /** What a group-by name is called in the events of a rule. */
    String fieldFor(String groupBy, Rule rule) {
        return aliases.getOrDefault(groupBy, Map.of()).entrySet().stream()
                .filter(entry -> rule.info().answersTo(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(groupBy);
    }
}
