package dev.tocsin.cluster.existing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was there before a drill changed it, written into the cluster before it is changed: whoever can reach the cluster can take
 * the change back, whatever became of the process that made it. In Secrets, because what was there may be one; one for each
 * object, in order.
 */
final class UndoLog {
    private static final String RUN = "tocsin.dev/run";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final KubernetesClient client;
    private final String run;
    private final Map<String, Boolean> there = new HashMap<>();
    private int count;

    UndoLog(KubernetesClient client, String run) {
        this.client = client;
        this.run = run;
    }

    /**
     * @param path the object's
     * @param was as JSON; empty if there was none
     * @param prefix whether the path is how a name began, which the API server chose an end for
     * @param written when, by the API server's clock, in whole seconds
     */
    record Entry(String path, String was, boolean prefix, Instant written) {
        static Entry of(Secret secret) {
            return new Entry(
                    text(secret, "path"),
                    text(secret, "was"),
                    text(secret, "prefix").equals("true"),
                    Instant.parse(secret.getMetadata().getCreationTimestamp()));
        }

        private static String text(Secret secret, String key) {
            String value = secret.getData() == null ? null : secret.getData().get(key);
            return value == null ? "" : new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        }
    }

    /** @return whether the object was there, when it was first to be changed */
    synchronized boolean before(ApiPath object) {
        return there.computeIfAbsent(object.object(), path -> {
            String was = now(client, path);
            write(path, was, false);
            return !was.isEmpty();
        });
    }

    /** For an object whose name the API server is to end: which there are that begin so. */
    synchronized void beforeSome(ApiPath beginning) {
        ArrayNode names = JSON.createArrayNode();
        names(client, beginning.collection()).forEach(names::add);
        write(beginning.object(), names.toString(), true);
    }

    private void write(String path, String was, boolean prefix) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(OptIn.NAMESPACE)
                        .withName("undo-%s-%04d".formatted(run, ++count))
                        .addToLabels(RUN, run)
                        .endMetadata()
                        .withType("tocsin.dev/undo")
                        .withStringData(Map.of("path", path, "was", was, "prefix", String.valueOf(prefix)))
                        .build())
                .create();
    }

    /** What is written of runs, the last first. */
    static List<Secret> all(KubernetesClient client) {
        return lastFirst(client.secrets().inNamespace(OptIn.NAMESPACE).withLabel(RUN));
    }

    /** Of one run. */
    static List<Secret> of(KubernetesClient client, String run) {
        return lastFirst(client.secrets().inNamespace(OptIn.NAMESPACE).withLabel(RUN, run));
    }

    private static List<Secret> lastFirst(Listable<SecretList> records) {
        return records.list().getItems().stream()
                .sorted(Comparator.comparing((Secret one) -> one.getMetadata().getName())
                        .reversed())
                .toList();
    }

    /** @return an object as JSON; empty if there is none */
    static String now(KubernetesClient client, String path) {
        try {
            String text = client.raw(path);
            return text == null ? "" : text;
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return "";
            }
            throw e;
        }
    }

    static List<String> names(KubernetesClient client, String collection) {
        List<String> names = new ArrayList<>();
        items(client, collection)
                .forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }

    /** The objects of a collection; none if there is no such collection. */
    static JsonNode items(KubernetesClient client, String collection) {
        String list = now(client, collection);
        return list.isEmpty() ? JSON.createArrayNode() : json(list).path("items");
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("The API server's answer is no JSON", e);
        }
    }
}
