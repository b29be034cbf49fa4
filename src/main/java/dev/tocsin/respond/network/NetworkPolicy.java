package dev.tocsin.respond.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import dev.tocsin.timeline.Alert;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code networkpolicy}: a policy as Kubernetes writes it; by default one that denies every pod of a namespace all. */
@AutoService(Action.class)
public final class NetworkPolicy implements Action {
    static final String GROUP = "networking.k8s.io";

    @Override
    public String name() {
        return "networkpolicy";
    }

    private static Target policy(ObjectNode params) {
        return new Target(
                GROUP + "/v1",
                "NetworkPolicy",
                params.path("namespace").asText(),
                params.path("name").asText("default-deny"));
    }

    private static JsonNode spec(ObjectNode params) {
        if (params.has("spec")) {
            return params.path("spec");
        }
        ObjectNode deny = params.objectNode();
        deny.putObject("podSelector");
        deny.putArray("policyTypes").add("Ingress").add("Egress");
        return deny;
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(policy(params).needs("get", "patch"), Rights.allow(GROUP, "networkpolicies", "create", "list"));
    }

    private static ObjectNode object(ObjectNode params) {
        Target policy = policy(params);
        ObjectNode object =
                params.objectNode().put("apiVersion", policy.apiVersion()).put("kind", policy.kind());
        object.putObject("metadata").put("name", policy.name()).put("namespace", policy.namespace());
        object.set("spec", spec(params));
        return object;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of("kubectl apply --server-side -f - <<<'" + object(params) + "'");
    }

    @Override
    public String target(ObjectNode params) {
        return policy(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target policy = policy(params);
        GenericKubernetesResource before = policy.get(with.client());
        Changes changes = new Changes();
        if (before != null) {
            Manifest.keep(with, policy + " before it was changed", before);
            changes.put("evidence", "kept the manifest of before");
        } else {
            changes.undo("kubectl delete " + policy.words());
        }
        policy.apply(with.client(), object(params));
        String others = String.join(", ", others(policy, with));
        if (before == null && others.isEmpty()) {
            cause(policy.namespace(), with.alert(), changes);
        }
        changes.residual("connections that are open already go on")
                .residual("a pod's own node still reaches it, and pods in their node's network are not covered")
                .residual("a new pod's first second is not covered")
                .residual(others.isEmpty() ? "" : "policies only add up: what these allow stays allowed: " + others);
        return changes.done((before == null ? "made " : "set ") + policy);
    }

    private static List<String> others(Target policy, Responding with) {
        return with.client().network().v1().networkPolicies().inNamespace(policy.namespace()).list().getItems().stream()
                .map(one -> one.getMetadata().getName())
                .filter(name -> !name.equals(policy.name()))
                .toList();
    }

    /** Where the alert is about a flow into a namespace that had no policy at all, that is what let it in. */
    private static void cause(String namespace, Alert alert, Changes changes) {
        if (namespace.equals(alert.fields().get("dst.namespace"))) {
            changes.put("cause.pod", alert.entities().pod())
                    .put("cause.way", "namespace " + namespace + " had no network policy");
        }
    }
}
