package dev.tocsin.signal.receive.alertmanager;

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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code alertmanager}: the webhook's version 4, a group of alerts a request. */
@AutoService(Format.class)
public final class Alertmanager implements Format {
    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public String rules() {
        return "metrics";
    }

    @Override
    public void read(Document group, Instant seen, Consumer<Received> out) throws Malformed {
        if (!group.text("version").equals("4")) {
            throw new Malformed("not version 4 of Alertmanager's webhook");
        }
        if (!group.json().path("alerts").isArray()) {
            throw new Malformed("no list 'alerts'");
        }
        long left = group.json().path("truncatedAlerts").asLong();
        if (left > 0) {
            out.accept(new Received.Lost(left, "alerts that Alertmanager left out (max_alerts)"));
        }
        for (JsonNode one : group.json().path("alerts")) {
            Document alert = new Document(one);
            switch (alert.need("status")) {
                case "firing" -> out.accept(firing(alert, seen));
                case "resolved" -> out.accept(new Received.Ignored("resolved"));
                default -> throw new Malformed("a status that is neither firing nor resolved");
            }
        }
    }

    private Received firing(Document alert, Instant seen) throws Malformed {
        Document labels = alert.at("labels");
        Document annotations = alert.at("annotations");
        String name = labels.need("alertname");
        Instant starts = alert.time("startsAt");
        Map<String, Object> fields = new LinkedHashMap<>(labels.map());
        annotations.map().forEach(fields::putIfAbsent);
        String identity = alert.text("fingerprint");
        return new Received.Raised(
                (identity.isEmpty() ? labels.fingerprint() : identity) + '|' + starts,
                new Alert(
                        rules() + "/" + Names.slug(name),
                        annotations.text("summary").isEmpty() ? name : annotations.text("summary"),
                        Severity.of(labels.text("severity")),
                        name(),
                        starts,
                        seen,
                        entities(labels),
                        fields,
                        List.of(alert.line())));
    }

    /** By the labels that the usual exporters and service discoveries give. */
    private static Entities entities(Document labels) {
        String namespace = first(labels, "namespace", "kubernetes_namespace", "exported_namespace");
        String account = first(labels, "serviceaccount", "service_account");
        return Names.entities(
                first(labels, "user", "username"),
                account.isEmpty() || account.contains("/") || namespace.isEmpty() ? account : namespace + "/" + account,
                Names.pod(namespace, first(labels, "pod", "pod_name", "kubernetes_pod_name", "exported_pod")),
                first(labels, "node", "nodename", "kubernetes_node"),
                first(labels, "address", "source_ip", "client_ip"));
    }

    private static String first(Document labels, String... names) {
        for (String name : names) {
            if (!labels.text(name).isEmpty()) {
                return labels.text(name);
            }
        }
        return "";
    }
}
