package dev.tocsin.signal.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Takes out of a record what is long and no rule asks for; the rest is as the API server wrote it. */
final class Trim {
    private static final Set<String> LONG = Set.of(
            "status",
            "managedFields",
            "volumeMounts",
            "tolerations",
            "kubectl.kubernetes.io/last-applied-configuration");

    private Trim() {}

    static Map<String, Object> of(Map<String, Object> record) {
        Map<String, Object> trimmed = new LinkedHashMap<>(record);
        for (String body : new String[] {"requestObject", "responseObject"}) {
            if (trimmed.get(body) instanceof Map<?, ?> map) {
                trimmed.put(body, shorter(map));
            }
        }
        return trimmed;
    }

    private static Map<Object, Object> shorter(Map<?, ?> map) {
        Map<Object, Object> kept = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!LONG.contains(String.valueOf(key))) {
                kept.put(key, value instanceof Map<?, ?> inner ? shorter(inner) : value);
            }
        });
        return kept;
    }
}
