package dev.tocsin.signal.receive.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import dev.tocsin.signal.receive.Document;
import dev.tocsin.signal.receive.Format;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.Names;
import dev.tocsin.signal.receive.Received;
import dev.tocsin.signal.receive.Severity;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code webhook}: any tool's JSON, by a mapping file. */
@AutoService(Format.class)
public final class Webhook implements Format {
    private final @Nullable Mapping mapping;

    /** Of no use before it has been {@link #mapped}. */
    public Webhook() {
        this(null);
    }

    private Webhook(@Nullable Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String rules() {
        return "siem";
    }

    @Override
    public Format mapped(Path file) {
        return new Webhook(MappingReader.read(file));
    }

    @Override
    public void read(Document request, Instant seen, Consumer<Received> out) throws Malformed {
        if (mapping == null) {
            throw new Malformed("this receiver has no mapping file");
        }
        JsonNode each = request.json().at(mapping.each());
        if (!each.isContainerNode()) {
            throw new Malformed("nothing at '" + mapping.each() + "'");
        }
        for (JsonNode one : each.isArray() ? each : List.of(each)) {
            out.accept(raised(mapping, new Document(one), seen));
        }
    }

    private Received raised(Mapping map, Document alert, Instant seen) throws Malformed {
        String rule = text(alert, map.rule());
        if (rule.isEmpty()) {
            throw new Malformed("no rule at '" + map.rule() + "'");
        }
        String severity = text(alert, map.severity());
        String title = text(alert, map.title());
        String id = text(alert, map.id());
        return new Received.Raised(
                rule + '|' + (id.isEmpty() ? alert.fingerprint() : id),
                new Alert(
                        rules() + "/" + Names.slug(rule),
                        title.isEmpty() ? rule : title,
                        map.levels().getOrDefault(severity, Severity.of(severity)),
                        name(),
                        alert.time(map.time()),
                        seen,
                        entities(map.entities(), alert),
                        scalars(alert),
                        List.of(alert.line())));
    }

    /** What a responder may use: the alert's own values, not what is nested in it. */
    private static Map<String, Object> scalars(Document alert) {
        Map<String, Object> fields = new LinkedHashMap<>(alert.map());
        fields.values().removeIf(value -> value instanceof Map<?, ?> || value instanceof List<?> || value == null);
        return fields;
    }

    private static Entities entities(Map<String, JsonPointer> map, Document alert) {
        String namespace = text(alert, map.get("namespace"));
        String pod = text(alert, map.get("pod"));
        String account = text(alert, map.get("serviceAccount"));
        return Names.entities(
                text(alert, map.get("user")),
                account.isEmpty() || account.contains("/") || namespace.isEmpty() ? account : namespace + "/" + account,
                pod.contains("/") ? pod : Names.pod(namespace, pod),
                text(alert, map.get("node")),
                text(alert, map.get("address")));
    }

    private static String text(Document alert, @Nullable JsonPointer at) {
        return at == null ? "" : Document.text(alert.json().at(at));
    }
}
