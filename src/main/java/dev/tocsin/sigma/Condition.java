package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a condition: {@code not} before {@code and} before {@code or}, parentheses, {@code 1 of x*}, {@code all of them}. */
final class Condition {
    private static final Pattern TOKEN = Pattern.compile("\\s*([()]|[^\\s()]+)");
    private final Map<String, Predicate<Map<String, Object>>> selections;
    private final Set<String> used = new HashSet<>();
    private final List<String> tokens = new ArrayList<>();
    private int next;

    Condition(String text, Map<String, Predicate<Map<String, Object>>> selections) {
        this.selections = selections;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group(1));
        }
    }

    /** @throws IllegalArgumentException with a sentence that names what is wrong */
    Predicate<Map<String, Object>> parse() {
        Predicate<Map<String, Object>> all = or();
        if (next < tokens.size()) {
            throw new IllegalArgumentException("'" + tokens.get(next) + "' is not expected here in the condition");
        }
        return all;
    }

    /** The selections that the condition reads. */
    Set<String> used() {
        return used;
    }

    private Predicate<Map<String, Object>> or() {
        Predicate<Map<String, Object>> left = and();
        while (accept("or")) {
            left = left.or(and());
        }
        return left;
    }

    private Predicate<Map<String, Object>> and() {
        Predicate<Map<String, Object>> left = not();
        while (accept("and")) {
            left = left.and(not());
        }
        return left;
    }

    private Predicate<Map<String, Object>> not() {
        return accept("not") ? not().negate() : atom();
    }

    private Predicate<Map<String, Object>> atom() {
        if (accept("(")) {
            Predicate<Map<String, Object>> inner = or();
            if (!accept(")")) {
                throw new IllegalArgumentException("A ')' is missing in the condition");
            }
            return inner;
        }
        String token = take();
        if ((token.equals("1") || token.equalsIgnoreCase("all")) && accept("of")) {
            return several(token.equals("1"), take());
        }
        Predicate<Map<String, Object>> selection = selections.get(token);
        if (selection == null) {
            throw new IllegalArgumentException(
                    "There is no selection '" + token + "'. There are: " + String.join(", ", selections.keySet()));
        }
        used.add(token);
        return selection;
    }

    private Predicate<Map<String, Object>> several(boolean any, String pattern) {
        boolean them = pattern.equals("them");
        Pattern names = Wildcards.pattern(them ? "*" : pattern, true);
        List<Predicate<Map<String, Object>>> chosen = selections.entrySet().stream()
                .filter(entry -> names.matcher(entry.getKey()).matches()
                        && !(them && entry.getKey().startsWith("_")))
                .peek(entry -> used.add(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("No selection matches '" + pattern + "'");
        }
        return event -> any
                ? chosen.stream().anyMatch(one -> one.test(event))
                : chosen.stream().allMatch(one -> one.test(event));
    }

    private boolean accept(String token) {
        if (next < tokens.size() && tokens.get(next).equalsIgnoreCase(token)) {
            next++;
            return true;
        }
        return false;
    }

    private String take() {
        if (next >= tokens.size()) {
            throw new IllegalArgumentException("The condition ends too early");
        }
        return tokens.get(next++);
    }
}
