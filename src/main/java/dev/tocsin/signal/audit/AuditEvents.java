package dev.tocsin.signal.audit;

import dev.tocsin.signal.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** Audit records as events for rules. */
final class AuditEvents {
    private AuditEvents() {}

    /**
     * @param line the record as it was written or sent
     * @throws DateTimeException if it has no time, and so is none
     */
    static Event of(Map<String, Object> body, String line, Instant seen) {
        return new Event(
                AuditLogKind.NAME,
                AuditLogKind.LOG_SOURCE,
                body,
                line,
                Instant.parse(String.valueOf(body.get("stageTimestamp"))),
                seen,
                AuditEntities.of(body));
    }
}
