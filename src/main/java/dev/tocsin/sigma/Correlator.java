package dev.tocsin.sigma;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches one correlation. A count raises an alert when its condition becomes true, and again only after it has been
 * false; a temporal one raises an alert for each complete set of matches. What it remembers is bounded: as many matches
 * a group as the condition needs, and {@link #MOST_GROUPS} groups, of which the one least recently seen goes first.
 */
final class Correlator {
    static final int MOST_GROUPS = 10_000;
    private final CorrelationRule rule;
    /** For each rule that it refers to: the fields that make the group, and the one that is counted. */
    private final List<List<FieldPath>> groupPaths = new ArrayList<>();

    private final @Nullable FieldPath counted;
    private final LinkedHashMap<List<Object>, Window> groups = new LinkedHashMap<>(16, 0.75f, true);
    private long evictions;

    /** @param bases the rules that it refers to, in its order */
    Correlator(CorrelationRule rule, List<Rule> bases) {
        this.rule = rule;
        for (Rule base : bases) {
            groupPaths.add(rule.groupBy().stream()
                    .map(name -> FieldPath.of(rule.fieldFor(name, base)))
                    .toList());
        }
        this.counted = rule.field() == null ? null : FieldPath.of(rule.field());
    }

    CorrelationRule rule() {
        return rule;
    }

    /** Groups that were forgotten for want of room; an alert may be missing then. */
    synchronized long evictions() {
        return evictions;
    }

    /**
     * Takes a match of one of its rules.
     *
     * @param position which of them
     * @param field finds a field of what matched; null if it has none
     * @return the alert's group and count, or null if there is no alert
     */
    synchronized @Nullable Map<String, Object> accept(
            int position, Function<FieldPath, @Nullable Object> field, Instant when) {
        List<Object> group = new ArrayList<>();
        for (FieldPath path : groupPaths.get(position)) {
            Object value = field.apply(path);
            if (value == null) {
                return null;
            }
            group.add(value);
        }
        Object value = counted == null ? null : field.apply(counted);
        if (counted != null && value == null) {
            return null;
        }
        Window window = groups.computeIfAbsent(group, key -> Window.of(rule));
        Integer count = window.add(position, value, when);
        if (groups.size() > MOST_GROUPS) {
            var oldest = groups.keySet().iterator();
            oldest.next();
            oldest.remove();
            evictions++;
        }
        return count == null ? null : alert(group, count);
    }

    private Map<String, Object> alert(List<Object> group, int count) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < group.size(); i++) {
            fields.put(rule.groupBy().get(i), group.get(i));
        }
        fields.put("count", count);
        return fields;
    }
}
