package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts of events, and how Sigma compares them: without regard to case unless a rule says otherwise. */
final class Text {
    private Text() {}

    /** How one text must stand to another. */
    enum How {
        EQUAL,
        CONTAINS,
        STARTS,
        ENDS;

        boolean test(String seen, String expected) {
            return switch (this) {
                case EQUAL -> seen.equals(expected);
                case CONTAINS -> seen.contains(expected);
                case STARTS -> seen.startsWith(expected);
                case ENDS -> seen.endsWith(expected);
            };
        }
    }

    /** The folded text of each of several values; null stays null. */
    static List<@Nullable Object> folded(List<@Nullable Object> values) {
        if (values.isEmpty()) {
            return values;
        }
        if (values.size() == 1) {
            Object one = values.get(0);
            return one == null ? values : List.of(folded(one));
        }
        List<@Nullable Object> folded = new ArrayList<>(values.size());
        for (Object value : values) {
            folded.add(value == null ? null : folded(value));
        }
        return folded;
    }

    /** The value's text with case taken out, so that texts that differ only in case are equal. */
    static String folded(Object value) {
        String text = String.valueOf(value);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                // Some letters have two lower forms and one upper: going there and back makes them one.
                return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
