package dev.tocsin.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Observation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Objects by a keyed hash of what people wrote: their state, versions and times are left out. No content is kept, so secrets may
 * be among them.
 *
 * @param hashes {@code Kind namespace/name} to hash, in order
 */
record Inventory(Map<String, String> hashes) {
    private static final String HMAC = "HmacSHA256";

    /** Of this process alone: with a plain hash, whoever sees it could try passwords until one fits. */
    private static final SecretKey KEY = key();

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final List<String> OF_THE_SERVER = List.of(
            "resourceVersion",
            "uid",
            "generation",
            "managedFields",
            "creationTimestamp",
            "selfLink",
            "ownerReferences");

    /** How often a Deployment was rolled out: its controller counts, and a rollback counts on. */
    private static final List<String> OF_ROLLOUTS =
            List.of("deployment.kubernetes.io/revision", "deployment.kubernetes.io/revision-history");

    /**
     * @param type which objects, such as {@code rbac.authorization.k8s.io/v1 Role}
     * @param wanted which of them
     * @return empty if the cluster does not know the type
     */
    static Map<String, String> of(KubernetesClient client, Type type, Predicate<GenericKubernetesResource> wanted) {
        Map<String, String> hashes = new TreeMap<>();
        try {
            client.genericKubernetesResources(type.context()).inAnyNamespace().list().getItems().stream()
                    .filter(wanted)
                    .forEach(object -> hashes.put(name(type.kind(), object), hash(object)));
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404) {
                throw e;
            }
        }
        return hashes;
    }

    private static String name(String kind, GenericKubernetesResource object) {
        String namespace = object.getMetadata().getNamespace();
        return kind + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }

    private static String hash(GenericKubernetesResource object) {
        ObjectNode tree = JSON.valueToTree(object);
        tree.remove("status");
        if (tree.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(OF_THE_SERVER);
            if (metadata.path("annotations") instanceof ObjectNode annotations) {
                annotations.remove(OF_ROLLOUTS);
            }
        }
        return hmac(canonical(tree));
    }

    private static String canonical(JsonNode tree) {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(tree, Object.class));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e); // it came as JSON
        }
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(KEY);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }

    private static SecretKey key() {
        try {
            return KeyGenerator.getInstance(HMAC).generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }

    /** @return added, removed, changed and their number, differences */
    Observation against(Inventory before, Predicate<String> counts) {
        TreeSet<String> added = new TreeSet<>(hashes.keySet());
        added.removeAll(before.hashes.keySet());
        TreeSet<String> removed = new TreeSet<>(before.hashes.keySet());
        removed.removeAll(hashes.keySet());
        TreeSet<String> changed = new TreeSet<>(hashes.keySet());
        changed.retainAll(before.hashes.keySet());
        changed.removeIf(name -> hashes.get(name).equals(before.hashes.get(name)));
        List.of(added, removed, changed).forEach(names -> names.removeIf(counts.negate()));
        return Observation.of("differences", added.size() + removed.size() + changed.size())
                .with("added", String.join(", ", added))
                .with("removed", String.join(", ", removed))
                .with("changed", String.join(", ", changed));
    }
}
