package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a condition: {@code not} before {@code and} before {@code or}, parentheses, {@code 1 of x*}, {@code all of them}. */
final class Condition {
    private static final Pattern TOKEN = Pattern.compile("\\s*([()]|[^\\s()]+)");
    /** Deeper than any rule that a person wrote. */
    private static final int DEEPEST = 100;

    private final Map<String, Expr> selections;
    private final Set<String> used = new HashSet<>();
    private final List<String> tokens = new ArrayList<>();
    private int next;
    private int depth;

    Condition(String text, Map<String, Expr> selections) {
        this.selections = selections;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group(1));
        }
    }

    /** @throws IllegalArgumentException with a sentence that names what is wrong */
    Expr parse() {
        Expr all = or();
        if (next < tokens.size()) {
            throw new IllegalArgumentException("'" + tokens.get(next) + "' is not expected here in the condition");
        }
        return all;
    }

    /** The selections that the condition reads. */
    Set<String> used() {
        return used;
    }

    private Expr or() {
        List<Expr> any = new ArrayList<>(List.of(and()));
        while (accept("or")) {
            any.add(and());
        }
        return any.size() == 1 ? any.get(0) : new Expr.Any(any);
    }

    private Expr and() {
        List<Expr> all = new ArrayList<>(List.of(not()));
        while (accept("and")) {
            all.add(not());
        }
        return all.size() == 1 ? all.get(0) : new Expr.All(all);
    }

    private Expr not() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("The condition is nested more than " + DEEPEST + " deep");
        }
        Expr one = accept("not") ? new Expr.Not(not()) : atom();
        depth--;
        return one;
    }

    private Expr atom() {
        if (accept("(")) {
            Expr inner = or();
            if (!accept(")")) {
                throw new IllegalArgumentException("A ')' is missing in the condition");
            }
            return inner;
        }
        String token = take();
        if ((token.equals("1") || token.equalsIgnoreCase("any") || token.equalsIgnoreCase("all")) && accept("of")) {
            return several(!token.equalsIgnoreCase("all"), take());
        }
        Expr selection = selections.get(token);
        if (selection == null) {
            throw new IllegalArgumentException(
                    "There is no selection '" + token + "'. There are: " + String.join(", ", selections.keySet()));
        }
        used.add(token);
        return selection;
    }

    private Expr several(boolean any, String pattern) {
        boolean them = pattern.equals("them");
        dev.tocsin.sigma.Matcher names = Glob.of(them ? "*" : pattern, true);
        List<Expr> chosen = selections.entrySet().stream()
                .filter(entry ->
                        names.test(entry.getKey()) && !(them && entry.getKey().startsWith("_")))
                .peek(entry -> used.add(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("No selection matches '" + pattern + "'");
        }
        return any ? new Expr.Any(chosen) : new Expr.All(chosen);
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
