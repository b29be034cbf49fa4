package dev.tocsin.respond.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Any object of the API, reached by one request each, without asking the API first what it offers.
 *
 * @param namespace empty for an object of the whole cluster
 */
public record Target(String apiVersion, String kind, String namespace, String name) {
    /** Of the parameters {@code apiVersion}, {@code kind}, {@code namespace}, {@code name}. */
    public static Target of(ObjectNode params) {
        return new Target(
                params.path("apiVersion").asText("v1"),
                params.path("kind").asText(),
                params.path("namespace").asText(),
                params.path("name").asText());
    }

    /** The right to do that to it; to it alone where its name is known before the alert comes. */
    public PolicyRule needs(String... verbs) {
        var type = dev.tocsin.step.Resource.of(apiVersion, kind);
        return Rights.named(type.group(), type.plural(), name, verbs);
    }

    /** The same to a part of it, such as {@code scale}. */
    public PolicyRule needsOn(String subresource, String... verbs) {
        var type = dev.tocsin.step.Resource.of(apiVersion, kind);
        return Rights.named(type.group(), type.plural() + "/" + subresource, name, verbs);
    }

    private NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> all(
            KubernetesClient client) {
        var type = dev.tocsin.step.Resource.of(apiVersion, kind);
        var everywhere = client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup(type.group())
                .withVersion(type.version())
                .withKind(kind)
                .withPlural(type.plural())
                .withNamespaced(!namespace.isEmpty())
                .build());
        return namespace.isEmpty() ? everywhere : everywhere.inNamespace(namespace);
    }

    public Resource<GenericKubernetesResource> in(KubernetesClient client) {
        return all(client).withName(name);
    }

    /** The same as it should be, to be created or updated. */
    public Resource<GenericKubernetesResource> as(GenericKubernetesResource object, KubernetesClient client) {
        return all(client).resource(object);
    }

    /** Null if there is none. */
    public @Nullable GenericKubernetesResource get(KubernetesClient client) {
        return in(client).get();
    }

    private String path() {
        return dev.tocsin.step.Resource.of(apiVersion, kind).path(namespace.isEmpty() ? null : namespace, name);
    }

    /** @param json a JSON merge patch */
    public void merge(KubernetesClient client, String json) {
        Api.send(client, "PATCH", path(), Api.MERGE, tree(json));
    }

    /** @param operations a JSON patch */
    public void patch(KubernetesClient client, JsonNode operations) {
        Api.send(client, "PATCH", path(), Api.PATCH, operations);
    }

    /** Makes it or changes it to be like that, whoever else may claim its fields. */
    public void apply(KubernetesClient client, JsonNode object) {
        Api.send(client, "PATCH", path() + "?fieldManager=incident-response&force=true", Api.APPLY, object);
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    public void delete(KubernetesClient client, io.fabric8.kubernetes.api.model.DeletionPropagation how) {
        in(client).withPropagationPolicy(how).delete();
    }

    /** @throws IllegalStateException if there is none */
    public GenericKubernetesResource require(KubernetesClient client) {
        GenericKubernetesResource there = get(client);
        if (there == null) {
            throw new IllegalStateException("there is no " + this);
        }
        return there;
    }

    /** As kubectl's words name it: {@code -n shop deployment web}. */
    public String words() {
        return (namespace.isEmpty() ? "" : "-n " + namespace + " ") + kind.toLowerCase(Locale.ROOT) + " " + name;
    }

    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
