package dev.tocsin.sigma;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event while rules look at it: what was found at a path is kept. Used by one thread. */
final class Event {
    private final Map<String, Object> body;
    private final List<@Nullable Object>[] found;
    private final List<@Nullable Object>[] folded;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made in any other way
    Event(Map<String, Object> body, int slots) {
        this.body = body;
        this.found = new List[slots];
        this.folded = new List[slots];
    }

    List<@Nullable Object> values(FieldPath path) {
        int slot = path.slot();
        if (slot < 0 || slot >= found.length) {
            return path.resolve(body);
        }
        List<@Nullable Object> values = found[slot];
        if (values == null) {
            values = path.resolve(body);
            found[slot] = values;
        }
        return values;
    }

    /** The same as texts with case taken out. */
    List<@Nullable Object> folded(FieldPath path) {
        int slot = path.slot();
        if (slot < 0 || slot >= folded.length) {
            return Text.folded(path.resolve(body));
        }
        List<@Nullable Object> texts = folded[slot];
        if (texts == null) {
            texts = Text.folded(values(path));
            folded[slot] = texts;
        }
        return texts;
    }

    /** One value as it is, several as a list, none or null as null. */
    @Nullable
    Object value(FieldPath path) {
        return EventRule.compact(values(path));
    }

    /** Every text and number anywhere in the event, for keywords. */
    Stream<Object> everything() {
        return everything(body);
    }

    private static Stream<Object> everything(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(Event::everything);
        }
        if (node instanceof List<?> list) {
            return list.stream().flatMap(Event::everything);
        }
        return node == null ? Stream.empty() : Stream.of(node);
    }
}
