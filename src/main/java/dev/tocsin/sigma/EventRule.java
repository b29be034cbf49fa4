package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** A rule on single events. */
public final class EventRule implements Rule {
    private final RuleInfo info;
    private final LogSource logSource;
    private final List<FieldPath> fields;
    private final Expr condition;

    EventRule(RuleInfo info, LogSource logSource, List<FieldPath> fields, Expr condition) {
        this.info = info;
        this.logSource = logSource;
        this.fields = List.copyOf(fields);
        this.condition = condition;
    }

    @Override
    public RuleInfo info() {
        return info;
    }

    @Override
    public List<String> carries() {
        return fields.stream().map(FieldPath::text).toList();
    }

    public LogSource logSource() {
        return logSource;
    }

    Expr condition() {
        return condition;
    }

    /** The same rule reading its fields from a table's slots. */
    EventRule bound(FieldTable table) {
        return new EventRule(info, logSource, fields.stream().map(table::bind).toList(), condition.bind(table));
    }

    /** One event by itself; a {@link RuleSet} is what is made for many rules and events. */
    public boolean matches(Map<String, Object> event) {
        return condition.test(new Event(event, 0));
    }

    /** The values that a field must have for the rule to match, in lower case; empty if the rule does not say. */
    public Set<String> required(String field) {
        Set<String> values = new TreeSet<>();
        Key.required(condition).stream()
                .filter(key -> key.path().text().equals(field))
                .forEach(key -> values.addAll(key.values()));
        return values;
    }

    /** The values of the rule's fields: a single value as it is, several (from arrays) as a list; absent ones left out. */
    public Map<String, Object> fieldsOf(Map<String, Object> event) {
        return fieldsOf(new Event(event, 0));
    }

    Map<String, Object> fieldsOf(Event event) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldPath field : fields) {
            Object value = event.value(field);
            if (value != null) {
                values.put(field.text(), value);
            }
        }
        return values;
    }

    /** Several values as a list, one as it is, none as null. */
    static @org.jspecify.annotations.Nullable Object compact(List<?> found) {
        List<Object> present = new ArrayList<>(found);
        present.removeIf(Objects::isNull);
        return present.isEmpty() ? null : present.size() == 1 ? present.get(0) : present;
    }
}
