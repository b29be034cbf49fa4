package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code quota}: from now on the API server refuses what goes beyond a namespace's limits. What runs already goes on.
 */
@AutoService(Action.class)
public final class Quota implements Action {
    @Override
    public String name() {
        return "quota";
    }

    private static Target target(ObjectNode params, String kind) {
        return new Target(
                "v1",
                kind,
                params.path("namespace").asText(),
                params.path("name").asText("incident"));
    }

    /** The defaults first: a quota on CPU or memory refuses every pod that does not say what it wants of it. */
    private static List<ObjectNode> objects(ObjectNode params) {
        ObjectNode quota = object(params, "ResourceQuota");
        quota.putObject("spec").set("hard", params.path("hard"));
        if (!params.has("defaults")) {
            return List.of(quota);
        }
        ObjectNode range = object(params, "LimitRange");
        range.putObject("spec")
                .putArray("limits")
                .addObject()
                .put("type", "Container")
                .set("default", params.path("defaults"));
        return List.of(range, quota);
    }

    private static ObjectNode object(ObjectNode params, String kind) {
        Target target = target(params, kind);
        ObjectNode object =
                params.objectNode().put("apiVersion", target.apiVersion()).put("kind", kind);
        object.putObject("metadata").put("name", target.name()).put("namespace", target.namespace());
        return object;
    }

    private static List<Target> targets(ObjectNode params) {
        return objects(params).stream()
                .map(object -> target(params, object.path("kind").asText()))
                .toList();
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return targets(params).stream()
                .flatMap(target -> Stream.of(
                        target.needs("get", "patch"),
                        // who applies what is not there yet creates it
                        Rights.allow(
                                "", target.kind().equals("LimitRange") ? "limitranges" : "resourcequotas", "create")))
                .toList();
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return objects(params).stream()
                .map(object -> "kubectl apply --server-side -f - <<<'" + object + "'")
                .toList();
    }

    @Override
    public String target(ObjectNode params) {
        return target(params, "ResourceQuota").toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Changes changes = new Changes();
        for (JsonNode object : objects(params)) {
            Target target = target(params, object.path("kind").asText());
            GenericKubernetesResource before = target.get(with.client());
            if (before == null) {
                changes.undo("kubectl delete " + target.words());
            } else {
                Manifest.keep(with, target + " before it was changed", before);
                changes.put("evidence", "kept the manifest of before");
            }
            target.apply(with.client(), object);
        }
        return changes.residual("what runs already goes on")
                .done("limited namespace " + params.path("namespace").asText() + " to "
                        + params.path("hard")
                                .toString()
                                .replaceAll("[{}\"]", "")
                                .replace(":", " "));
    }
}
