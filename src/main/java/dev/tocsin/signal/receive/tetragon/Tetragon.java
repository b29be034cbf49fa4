package dev.tocsin.signal.receive.tetragon;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.receive.Document;
import dev.tocsin.signal.receive.Format;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.Names;
import dev.tocsin.signal.receive.Received;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code tetragon}: the records of Tetragon's JSON export, as a log shipper posts them. Each becomes an event of the runtime
 * with the field names that Falco has; one that a tracing policy asked for is an alert by that policy's name as well.
 */
@AutoService(Format.class)
public final class Tetragon implements Format {
    private static final String LINUX = "linux";
    private static final LogSource STARTED = new LogSource("process_creation", LINUX, "");
    private static final LogSource WRITTEN = new LogSource("file_event", LINUX, "");
    private static final LogSource READ = new LogSource("file_access", LINUX, "");
    private static final LogSource DELETED = new LogSource("file_delete", LINUX, "");
    private static final LogSource CONNECTED = new LogSource("network_connection", LINUX, "");
    private static final LogSource OTHER = new LogSource("", LINUX, "");

    private static final Set<String> BESIDE =
            Set.of("node_name", "time", "aggregation_info", "cluster_name", "node_labels");

    @Override
    public String name() {
        return "tetragon";
    }

    @Override
    public String rules() {
        return "runtime";
    }

    @Override
    public void read(Document record, Instant seen, Consumer<Received> out) throws Malformed {
        String kind = kind(record);
        if (kind.equals("rate_limit_info")) {
            long dropped = record.at(kind)
                    .json()
                    .path("number_of_dropped_process_events")
                    .asLong();
            if (dropped > 0) {
                out.accept(new Received.Lost(dropped, "events that Tetragon dropped (rate limit)"));
            }
            return;
        }
        if (!kind.startsWith("process_")) {
            out.accept(new Received.Ignored(kind.equals("test") ? "test" : "other kind"));
            return;
        }
        Instant happened = record.time("time");
        Document event = record.at(kind);
        Document process = event.at("process");
        String node = record.text("node_name");
        Map<String, Object> fields = RuntimeFields.of(kind, event, happened, node);
        Entities entities = Names.entities("", "", pod(process), node, address(fields));
        String key = record.fingerprint();
        out.accept(new Received.Happened(
                key, new Event(rules(), logSource(fields), fields, record.line(), happened, seen, entities)));
        String policy = event.text("policy_name");
        if (!policy.isEmpty()) {
            out.accept(new Received.Raised(
                    key + "|policy",
                    new Alert(
                            rules() + "/" + Names.slug(policy),
                            event.text("message").isEmpty() ? policy : event.text("message"),
                            "medium", // a policy has no severity
                            name(),
                            happened,
                            seen,
                            entities,
                            fields,
                            List.of(record.line()))));
        }
    }

    /** As the rules of Linux name it, and as the node's own sensor does. */
    private static LogSource logSource(Map<String, Object> fields) {
        String type = String.valueOf(fields.get("evt.type"));
        if (type.startsWith("execve")) {
            return STARTED;
        }
        if (type.equals("connect") || type.equals("accept")) {
            return CONNECTED;
        }
        if (type.startsWith("unlink")) {
            return DELETED;
        }
        if (!fields.containsKey("fd.name")) {
            return OTHER;
        }
        return type.startsWith("open") && !Boolean.TRUE.equals(fields.get("evt.is_open_write")) ? READ : WRITTEN;
    }

    /** The one key that says what happened. */
    private static String kind(Document record) throws Malformed {
        for (Map.Entry<String, JsonNode> entry : record.json().properties()) {
            if (entry.getValue().isObject() && !BESIDE.contains(entry.getKey())) {
                return entry.getKey();
            }
        }
        throw new Malformed("no event of Tetragon");
    }

    private static String pod(Document process) {
        Document pod = process.at("pod");
        return Names.pod(pod.text("namespace"), pod.text("name"));
    }

    private static String address(Map<String, Object> fields) {
        return fields.getOrDefault("evt.type", "").equals("accept")
                ? String.valueOf(fields.getOrDefault("fd.cip", ""))
                : "";
    }
}
