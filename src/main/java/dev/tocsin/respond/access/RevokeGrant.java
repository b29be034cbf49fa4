package dev.tocsin.respond.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code revoke-grant}: the API server writes into the audit record which binding allowed a request; that is the root
 * cause, and deleting it takes the right away at once.
 */
@AutoService(Action.class)
public final class RevokeGrant implements Action {
    static final String GROUP = "rbac.authorization.k8s.io";
    static final String VERSION = GROUP + "/v1";
    private static final Pattern REASON = Pattern.compile(
            "RBAC: allowed by (ClusterRoleBinding|RoleBinding) \"([^\"/]+)(?:/([^\"]+))?\" of (ClusterRole|Role) \"([^\"]+)\".*");

    @Override
    public String name() {
        return "revoke-grant";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(
                Rights.allow(GROUP, "clusterrolebindings", "get", "delete"),
                Rights.allow(GROUP, "rolebindings", "get", "delete"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of(
                "kubectl delete <the binding named in: " + params.path("reason").asText() + ">");
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        String reason = params.path("reason").asText();
        Matcher grant = REASON.matcher(reason);
        if (!grant.matches()) {
            throw new IllegalArgumentException("the audit record does not name a binding: '" + reason + "'");
        }
        String namespace = grant.group(3) == null ? "" : grant.group(3);
        Target binding = new Target(VERSION, grant.group(1), namespace, grant.group(2));
        Changes changes = new Changes()
                .put("cause.user", params.path("user").asText())
                .put("cause.grant", grant.group(1) + "/" + grant.group(2))
                .put("cause.role", grant.group(4) + "/" + grant.group(5))
                .put("cause.from", params.path("source").asText());
        GenericKubernetesResource there = binding.get(with.client());
        if (there == null) {
            return changes.done(binding + ", which allowed the attack, is already gone");
        }
        Manifest.keep(with, binding + " before it was deleted", there);
        binding.delete(with.client(), DeletionPropagation.BACKGROUND);
        return changes.put("evidence", "kept manifest, which kubectl create takes back")
                .done("deleted " + binding + ", which allowed the attack");
    }
}
