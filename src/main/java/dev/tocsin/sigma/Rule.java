package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A detection rule.
 *
 * @param name its file below the rules' folder, without ending: {@code audit/privileged-pod-created}
 * @param id its UUID
 * @param title one line for people
 * @param level informational, low, medium, high or critical
 * @param tags such as {@code attack.t1611}
 * @param fields the event's fields that an alert carries, as dotted paths
 * @param condition what the detection says
 */
public record Rule(
        String name,
        String id,
        String title,
        String level,
        List<String> tags,
        List<String> fields,
        Predicate<Map<String, Object>> condition) {

    public boolean matches(Map<String, Object> event) {
        return condition.test(event);
    }

    /** The values of the rule's fields: a single value as it is, several (from arrays) as a list; absent ones left out. */
    public Map<String, Object> fieldsOf(Map<String, Object> event) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String field : fields) {
            List<Object> found = new ArrayList<>(Fields.values(event, field));
            found.removeIf(java.util.Objects::isNull);
            if (!found.isEmpty()) {
                values.put(field, found.size() == 1 ? found.get(0) : found);
            }
        }
        return values;
    }
}
