package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a field's values in an event. Keys may themselves hold dots ({@code authorization.k8s.io/decision}), so a path is
 * cut in every way that leads to a key; an array stands for each of its elements.
 */
final class Fields {
    private Fields() {}

    /** Every value at the path; empty if there is none. A JSON null is a value. */
    static List<@Nullable Object> values(Object event, String path) {
        List<@Nullable Object> found = new ArrayList<>();
        collect(event, path, found);
        return found;
    }

    private static void collect(@Nullable Object node, String path, List<@Nullable Object> found) {
        if (node instanceof List<?> list) {
            for (Object item : list) {
                collect(item, path, found);
            }
            return;
        }
        if (!(node instanceof Map<?, ?> map)) {
            return;
        }
        if (map.containsKey(path)) {
            flatten(map.get(path), found);
        }
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            Object child = map.get(path.substring(0, dot));
            if (child != null) {
                collect(child, path.substring(dot + 1), found);
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

    /** Every text and number anywhere in the event, for keywords. */
    static Stream<Object> all(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(Fields::all);
        }
        if (node instanceof List<?> list) {
            return list.stream().flatMap(Fields::all);
        }
        return node == null ? Stream.empty() : Stream.of(node);
    }
}
