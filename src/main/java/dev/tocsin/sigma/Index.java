package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that an event could meet. Each rule is filed under the one field whose required values it shares with
 * the fewest others, so that a thousand rules cost little more than a hundred.
 */
final class Index {
    private record Drawer(FieldPath path, Map<String, List<EventRule>> rules) {}

    private final List<Drawer> drawers = new ArrayList<>();
    private final List<EventRule> always = new ArrayList<>();

    Index(List<EventRule> rules) {
        Map<String, Integer> shared = new HashMap<>();
        for (EventRule rule : rules) {
            for (Key key : Key.required(rule.condition())) {
                key.values().forEach(value -> shared.merge(key.path().text() + "=" + value, 1, Integer::sum));
            }
        }
        Map<String, Drawer> byField = new LinkedHashMap<>();
        for (EventRule rule : rules) {
            Key best = Key.required(rule.condition()).stream()
                    .min(Comparator.comparingInt(key -> key.values().stream()
                            .mapToInt(value -> shared.getOrDefault(key.path().text() + "=" + value, 0))
                            .sum()))
                    .orElse(null);
            if (best == null) {
                always.add(rule);
                continue;
            }
            Drawer drawer =
                    byField.computeIfAbsent(best.path().text(), text -> new Drawer(best.path(), new HashMap<>()));
            best.values().forEach(value -> drawer.rules()
                    .computeIfAbsent(value, one -> new ArrayList<>())
                    .add(rule));
        }
        drawers.addAll(byField.values());
    }

    void candidates(Event event, Consumer<EventRule> each) {
        for (Drawer drawer : drawers) {
            List<@Nullable Object> values = event.folded(drawer.path());
            if (values.size() == 1) {
                found(drawer, values.get(0)).forEach(each);
            } else if (!values.isEmpty()) {
                Set<EventRule> once = new LinkedHashSet<>();
                values.forEach(value -> once.addAll(found(drawer, value)));
                once.forEach(each);
            }
        }
        always.forEach(each);
    }

    private static List<EventRule> found(Drawer drawer, @Nullable Object value) {
        return value == null ? List.of() : drawer.rules().getOrDefault(value, List.of());
    }
}
