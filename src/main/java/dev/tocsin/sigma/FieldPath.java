package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dotted path into an event. Keys may themselves hold dots ({@code authorization.k8s.io/decision}), so the path is cut
 * in every way that leads to a key; an array stands for each of its elements.
 */
final class FieldPath {
    /** The slot of a path that belongs to no table. */
    static final int UNBOUND = -1;

    private final String text;
    private final int slot;
    /** From each segment on: the keys made of it alone, of it and the next, and so on. Cut once, looked up often. */
    private final String[][] keys;

    private FieldPath(String text, int slot, String[][] keys) {
        this.text = text;
        this.slot = slot;
        this.keys = keys;
    }

    static FieldPath of(String text) {
        String[] segments = text.split("\\.", -1);
        String[][] keys = new String[segments.length][];
        for (int from = 0; from < segments.length; from++) {
            keys[from] = new String[segments.length - from];
            StringBuilder key = new StringBuilder();
            for (int to = from; to < segments.length; to++) {
                key.append(to == from ? "" : ".").append(segments[to]);
                keys[from][to - from] = key.toString();
            }
        }
        return new FieldPath(text, UNBOUND, keys);
    }

    FieldPath at(int newSlot) {
        return new FieldPath(text, newSlot, keys);
    }

    String text() {
        return text;
    }

    int slot() {
        return slot;
    }

    /** Every value at the path; empty if there is none. A JSON null is a value. */
    List<@Nullable Object> resolve(Object event) {
        List<@Nullable Object> found = new ArrayList<>(2);
        collect(event, 0, found);
        return found;
    }

    private void collect(@Nullable Object node, int from, List<@Nullable Object> found) {
        if (node instanceof List<?> list) {
            for (Object item : list) {
                collect(item, from, found);
            }
            return;
        }
        if (!(node instanceof Map<?, ?> map)) {
            return;
        }
        String[] heads = keys[from];
        for (int i = 0; i < heads.length; i++) {
            boolean last = i == heads.length - 1;
            Object child = map.get(heads[i]);
            if (child == null && !(last && map.containsKey(heads[i]))) {
                continue;
            }
            if (last) {
                flatten(child, found);
            } else {
                collect(child, from + i + 1, found);
            }
        }
    }

    private static void flatten(@Nullable Object value, List<@Nullable Object> found) {
        if (value instanceof List<?> list) {
            list.forEach(item -> flatten(item, found));
        } else {
            found.add(value);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
