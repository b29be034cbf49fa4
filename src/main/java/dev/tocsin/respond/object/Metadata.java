package dev.tocsin.respond.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Named;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action.Done;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Labels or annotations of an object, which alike are maps of texts.
 *
 * @param field {@code labels} or {@code annotations}: the parameter and the object's field
 * @param verb kubectl's word
 */
record Metadata(String field, String verb) {
    /** A pod by {@code pod}, any object by {@code kind} and {@code name}, else the namespace. */
    private static Target target(ObjectNode params) {
        if (params.has("pod")) {
            return new Target(
                    "v1",
                    "Pod",
                    params.path("namespace").asText(),
                    params.path("pod").asText());
        }
        return params.has("kind")
                ? Target.of(params)
                : new Target("v1", "Namespace", "", params.path("namespace").asText());
    }

    List<PolicyRule> needs(ObjectNode params) {
        Target target = target(params);
        return List.of(
                params.has("pod")
                        ? dev.tocsin.step.Rights.allow("", "pods", "get", "patch")
                        : target.needs("get", "patch"));
    }

    List<String> kubectl(ObjectNode params) {
        String values = params.path(field).properties().stream()
                .map(entry -> word(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
        return params.has("pod")
                ? Named.lines(params, "pod", "kubectl " + verb + " --overwrite -n {ns} pod {name} " + values)
                : List.of("kubectl " + verb + " --overwrite " + target(params).words() + " " + values);
    }

    private static String word(String key, JsonNode value) {
        return value.isNull() ? key + "-" : key + "=" + value.asText();
    }

    Done run(ObjectNode params, Responding with) {
        Target target = target(params);
        if (params.has("pod")) {
            Named pod = Named.pod(params);
            target = new Target("v1", "Pod", pod.namespace(), pod.name());
        }
        GenericKubernetesResource there = target.get(with.client());
        if (there == null) {
            throw new IllegalStateException("there is no " + target);
        }
        Map<String, String> now = "labels".equals(field)
                ? there.getMetadata().getLabels()
                : there.getMetadata().getAnnotations();
        Map<String, String> before = now == null ? Map.of() : now;
        ObjectNode patch = params.objectNode();
        patch.putObject("metadata").set(field, params.path(field));
        target.merge(with.client(), patch.toString());
        Changes changes = new Changes();
        StringBuilder back = new StringBuilder();
        params.path(field).properties().forEach(entry -> {
            String key = entry.getKey();
            String was = before.get(key);
            changes.put(
                    key,
                    entry.getValue().isNull() ? "(taken off)" : entry.getValue().asText());
            if (!entry.getValue().asText().equals(was)) {
                changes.was(key, was == null ? "(none)" : was);
                back.append(' ').append(was == null ? key + "-" : key + "=" + was);
            }
        });
        if (!back.isEmpty()) {
            changes.undo("kubectl " + verb + " --overwrite " + target.words() + back);
        }
        return changes.done((verb.equals("label") ? "labelled " : "annotated ") + said(target));
    }

    private static String said(Target target) {
        return target.kind().equals("Namespace") ? "namespace " + target.name() : target.toString();
    }
}
