package dev.tocsin.sigma;

import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares one value of an event with one value of a rule. */
final class ValueMatchers {
    /** A regular expression may backtrack without end; no field of an audit record that rules look at is longer. */
    private static final int LONGEST_FOR_REGEX = 4096;

    private ValueMatchers() {}

    /** @throws IllegalArgumentException if the rule's value does not suit the modifiers; the message says why */
    static Predicate<@Nullable Object> of(@Nullable Object expected, Set<Modifier> modifiers) {
        if (expected == null) {
            return seen -> seen == null;
        }
        if (modifiers.contains(Modifier.RE)) {
            return regex(String.valueOf(expected), modifiers);
        }
        if (modifiers.contains(Modifier.CIDR)) {
            return Cidr.parse(String.valueOf(expected))::contains;
        }
        for (Modifier modifier : Set.of(Modifier.LT, Modifier.LTE, Modifier.GT, Modifier.GTE)) {
            if (modifiers.contains(modifier)) {
                return compare(number(expected), modifier);
            }
        }
        String text = String.valueOf(expected);
        boolean open = modifiers.contains(Modifier.CONTAINS);
        String pattern = (open || modifiers.contains(Modifier.ENDSWITH) ? "*" : "")
                + text
                + (open || modifiers.contains(Modifier.STARTSWITH) ? "*" : "");
        Pattern compiled = Wildcards.pattern(pattern, modifiers.contains(Modifier.CASED));
        return seen -> seen != null && compiled.matcher(String.valueOf(seen)).matches();
    }

    private static Predicate<@Nullable Object> regex(String text, Set<Modifier> modifiers) {
        int flags = (modifiers.contains(Modifier.I) ? Pattern.CASE_INSENSITIVE : 0)
                | (modifiers.contains(Modifier.M) ? Pattern.MULTILINE : 0)
                | (modifiers.contains(Modifier.S) ? Pattern.DOTALL : 0);
        Pattern compiled = Pattern.compile(text, flags);
        return seen -> seen != null
                && String.valueOf(seen).length() <= LONGEST_FOR_REGEX
                && compiled.matcher(String.valueOf(seen)).find();
    }

    private static Predicate<@Nullable Object> compare(BigDecimal limit, Modifier how) {
        return seen -> {
            if (!(seen instanceof Number)) {
                return false;
            }
            int order = number(seen).compareTo(limit);
            return switch (how) {
                case LT -> order < 0;
                case LTE -> order <= 0;
                case GT -> order > 0;
                default -> order >= 0;
            };
        };
    }

    private static BigDecimal number(Object value) {
        try {
            return new BigDecimal(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value + "' is not a number");
        }
    }
}
