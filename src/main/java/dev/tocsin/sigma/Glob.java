package dev.tocsin.sigma;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sigma's string patterns: {@code *} for any text, {@code ?} for any character; a backslash before one of them (or before
 * a backslash) takes its meaning. Never backtracks further than the last {@code *}, so that no event can stall it.
 *
 * @param parts characters, or {@link #MANY} or {@link #ONE}
 */
record Glob(int[] parts, boolean cased) implements Matcher {
    private static final int MANY = -1;
    private static final int ONE = -2;

    static Matcher of(String text, boolean cased) {
        return matcher(parse(cased ? text : Text.folded(text)), cased);
    }

    /** A text in which nothing has a special meaning, somewhere in the value. */
    static Matcher of(String text, Text.How how, boolean cased) {
        int[] parts = parse(cased ? text : Text.folded(text));
        boolean before = how == Text.How.CONTAINS || how == Text.How.ENDS;
        boolean after = how == Text.How.CONTAINS || how == Text.How.STARTS;
        IntStream whole = Arrays.stream(parts);
        whole = before ? IntStream.concat(IntStream.of(MANY), whole) : whole;
        whole = after ? IntStream.concat(whole, IntStream.of(MANY)) : whole;
        return matcher(whole.toArray(), cased);
    }

    /** Whether a rule's text has a {@code *} or {@code ?} with its special meaning. */
    static boolean special(String text) {
        return Arrays.stream(parse(text)).anyMatch(part -> part < 0);
    }

    /** The text without its escapes. */
    static String plain(String text) {
        return text(parse(text), 0, parse(text).length);
    }

    /** A text that stands for itself when it is read as a pattern. */
    static String escaped(String text) {
        return text.replaceAll("[*?\\\\]", "\\\\$0");
    }

    private static int[] parse(String text) {
        IntStream.Builder parts = IntStream.builder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "*?\\".indexOf(text.charAt(i + 1)) >= 0) {
                parts.add(text.charAt(++i));
            } else {
                parts.add(c == '*' ? MANY : c == '?' ? ONE : c);
            }
        }
        return parts.build().toArray();
    }

    /** The cheapest matcher that does the same. */
    private static Matcher matcher(int[] parts, boolean cased) {
        int from = 0;
        int to = parts.length;
        while (from < to && parts[from] == MANY) {
            from++;
        }
        while (to > from && parts[to - 1] == MANY) {
            to--;
        }
        if (from == to && parts.length > 0) {
            return PRESENT;
        }
        for (int i = from; i < to; i++) {
            if (parts[i] < 0) {
                return new Glob(parts, cased);
            }
        }
        String text = text(parts, from, to);
        boolean before = from > 0;
        boolean after = to < parts.length;
        if (!before && !after && !cased) {
            return new Literal(text);
        }
        return new Part(
                text,
                before && after ? Text.How.CONTAINS : before ? Text.How.ENDS : after ? Text.How.STARTS : Text.How.EQUAL,
                cased);
    }

    private static String text(int[] parts, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append((char) parts[i]);
        }
        return text.toString();
    }

    @Override
    public boolean onFolded() {
        return !cased;
    }

    @Override
    public boolean test(@Nullable Object seen) {
        return seen != null && matches(String.valueOf(seen));
    }

    private boolean matches(String text) {
        int part = 0;
        int at = 0;
        int lastMany = -1;
        int resume = 0;
        while (at < text.length()) {
            if (part < parts.length && parts[part] == MANY) {
                lastMany = part++;
                resume = at;
            } else if (part < parts.length && (parts[part] == ONE || parts[part] == text.charAt(at))) {
                part++;
                at++;
            } else if (lastMany >= 0) {
                part = lastMany + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part] == MANY) {
            part++;
        }
        return part == parts.length;
    }
}
