package dev.tocsin.signal.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.signal.receive.Document;
import dev.tocsin.signal.receive.Format;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.Received;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What an API server's audit webhook sends. A batch that is sent again is folded record by record, by all that a record says:
 * a client may choose its request's audit id, and must not hide behind another's.
 */
final class AuditEventList implements Format {
    @Override
    public String name() {
        return "audit webhook";
    }

    @Override
    public String rules() {
        return AuditLogKind.NAME;
    }

    @Override
    public void read(Document list, Instant seen, Consumer<Received> out) throws Malformed {
        if (!list.text("kind").equals("EventList") || !list.text("apiVersion").startsWith("audit.k8s.io/")) {
            throw new Malformed("no EventList of audit.k8s.io");
        }
        if (!list.json().path("items").isArray()) {
            throw new Malformed("no list 'items'");
        }
        for (JsonNode item : list.json().path("items")) {
            Document record = new Document(item);
            if (record.text("auditID").isEmpty() || record.text("stage").isEmpty()) {
                throw new Malformed("a record without an audit id and a stage");
            }
            try {
                out.accept(
                        new Received.Happened(record.fingerprint(), AuditEvents.of(record.map(), record.line(), seen)));
            } catch (DateTimeException e) {
                throw new Malformed("a record without a time");
            }
        }
    }
}
