package dev.tocsin.signal.audit;

import java.util.HashMap;
import java.util.Map;

/**
 * Which records there are, by audit id and stage, and how many of each: a client may choose its request's id, and one that
 * chooses an id twice must not pass for a record that was sent again.
 */
final class AuditKeys {
    private final Map<String, Integer> counts = new HashMap<>();
    private int size;

    static String of(Map<String, Object> record) {
        return record.get("auditID") + " " + record.get("stage");
    }

    synchronized void add(String key) {
        counts.merge(key, 1, Integer::sum);
        size++;
    }

    synchronized int size() {
        return size;
    }

    /** Those, and how many of each, that are here and not there. */
    Map<String, Integer> without(AuditKeys others) {
        Map<String, Integer> missing = new HashMap<>();
        synchronized (this) {
            missing.putAll(counts);
        }
        synchronized (others) {
            missing.replaceAll((key, count) -> count - others.counts.getOrDefault(key, 0));
        }
        missing.values().removeIf(count -> count <= 0);
        return missing;
    }
}
