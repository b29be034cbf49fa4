package dev.tocsin.respond.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code patch-role}: takes verbs on resources out of a role. Kubernetes lets only those change a role who hold all that it
 * then gives, or who may escalate it: the responder gets that for the one role.
 */
@AutoService(Action.class)
public final class PatchRole implements Action {
    @Override
    public String name() {
        return "patch-role";
    }

    private static Target role(ObjectNode params) {
        return new Target(
                RevokeGrant.VERSION,
                params.path("kind").asText(),
                params.path("namespace").asText(),
                params.path("name").asText());
    }

    private static List<String> list(ObjectNode params, String key) {
        List<String> texts = new ArrayList<>();
        params.path(key).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(role(params).needs("get", "patch", "escalate"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        Target role = role(params);
        return List.of(
                "kubectl get " + role.words() + " -o yaml   # kept as evidence",
                "kubectl edit " + role.words() + "   # take out "
                        + (params.has("verbs") ? String.join(", ", list(params, "verbs")) : "every verb") + " on "
                        + (params.has("resources") ? String.join(", ", list(params, "resources")) : "every resource"));
    }

    @Override
    public String target(ObjectNode params) {
        return role(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target role = role(params);
        GenericKubernetesResource there = role.get(with.client());
        if (there == null) {
            return new Done(role + " is already gone");
        }
        ObjectNode tree = with.client().getKubernetesSerialization().convertValue(there, ObjectNode.class);
        if (tree.has("aggregationRule")) {
            throw new IllegalStateException(role + " is put together of other roles, whose rules would come back: patch"
                    + " the one that holds the rule");
        }
        Taken taken = Taken.of(tree.path("rules"), list(params, "resources"), list(params, "verbs"));
        if (taken.out().isEmpty()) {
            return new Done(role + " does not give that");
        }
        Manifest.keep(with, role + " before it was cut down", there);
        ObjectNode patch = tree.objectNode();
        patch.putObject("metadata")
                .put("resourceVersion", there.getMetadata().getResourceVersion()); // fails if it was changed meanwhile
        patch.set("rules", taken.left());
        role.merge(with.client(), patch.toString());
        return new Changes()
                .put("evidence", "kept manifest, which kubectl apply takes back")
                .put("taken out", String.join(", ", taken.out()))
                .put("rules left", taken.left().size())
                .done("took rights out of " + role);
    }
}
