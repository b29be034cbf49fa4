package dev.tocsin.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The names nearest to one that does not exist. */
public final class Nearest {
    private Nearest() {}

    /** More than anybody reads. */
    private static final int MOST = 40;

    /** {@code " Did you mean 'x'?"}, or the allowed names if none is near and they are not too many. */
    public static String hint(String name, Collection<String> known) {
        List<String> near = to(name, known, 1);
        if (!near.isEmpty()) {
            return " Did you mean '" + near.get(0) + "'?";
        }
        if (known.isEmpty()) {
            return "";
        }
        return known.size() > MOST
                ? " None of the " + known.size() + " that there are is called like it."
                : " Allowed: " + String.join(", ", known.stream().sorted().toList()) + ".";
    }

    /** Up to {@code most} names, nearest first, that a slip of the hand could have meant. */
    public static List<String> to(String name, Collection<String> known, int most) {
        int limit = Math.max(2, name.length() / 3);
        return known.stream()
                .filter(other -> distance(name, other) <= limit || (name.length() > 3 && other.contains(name)))
                .sorted(Comparator.<String>comparingInt(other -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
