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
import java.util.regex.Pattern;

/** {@code alertmanager}: the webhook's version 4, a group of alerts a request. */
@AutoService(Format.class)
public final class Alertmanager implements Format {
    /** Where a word begins in names such as {@code KubeAPIDown}. */
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private static final int LONGEST = 240;

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
                        rules() + "/" + rule(name),
                        annotations.text("summary").isEmpty() ? name : annotations.text("summary"),
                        Severity.of(labels.text("severity")),
                        name(),
                        starts,
                        seen,
                        entities(labels),
                        fields,
                        List.of(alert.line())));
    }

    /**
     * The last part of the rule's name, of an alert's: {@code kube-pod-crash-looping} of {@code KubePodCrashLooping}.
     *
     * @throws Malformed if nothing of it is left
     */
    public static String rule(String alert) throws Malformed {
        return Names.slug(WORDS.matcher(alert.substring(0, Math.min(alert.length(), LONGEST)))
                .replaceAll("-"));
    }

    /** By the labels that the usual exporters and service discoveries give. */
    private static Entities entities(Document labels) {
        String namespace = first(labels, "namespace", "kubernetes_namespace", "exported_namespace");
        String account = first(labels, "serviceaccount", "service_account");
        return Names.entities(
                        first(labels, "user", "username"),
                        account.isEmpty() || account.contains("/") || namespace.isEmpty()
                                ? account
                                : namespace + "/" + account,
                        Names.pod(namespace, first(labels, "pod", "pod_name", "kubernetes_pod_name", "exported_pod")),
                        first(labels, "node", "nodename", "kubernetes_node"),
                        first(labels, "address", "source_ip", "client_ip"))
                .withNamespace(namespace);
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
