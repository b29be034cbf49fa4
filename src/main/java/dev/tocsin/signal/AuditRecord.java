package dev.tocsin.signal;

import java.time.Instant;
import java.util.Map;

/**
 * One audit.k8s.io/v1 record.
 *
 * @param body the record, as nested maps
 * @param line the record as it was written
 * @param happened its stageTimestamp, in microseconds
 * @param seen when it was read here
 */
public record AuditRecord(Map<String, Object> body, String line, Instant happened, Instant seen) {
    public String text(String key) {
        return String.valueOf(body.getOrDefault(key, ""));
    }
}
