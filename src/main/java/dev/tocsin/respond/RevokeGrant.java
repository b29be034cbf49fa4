package dev.tocsin.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code revoke-grant}: the API server writes into the audit record which binding allowed a request; that is the root
 * cause, and deleting it takes the right away at once.
 */
@AutoService(Action.class)
public final class RevokeGrant implements Action {
    private static final Pattern REASON = Pattern.compile(
            "RBAC: allowed by (ClusterRoleBinding|RoleBinding) \"([^\"/]+)(?:/([^\"]+))?\" of (ClusterRole|Role) \"([^\"]+)\".*");

    @Override
    public String name() {
        return "revoke-grant";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(
                Rights.allow("rbac.authorization.k8s.io", "clusterrolebindings", "get", "delete"),
                Rights.allow("rbac.authorization.k8s.io", "rolebindings", "get", "delete"));
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
        String name = grant.group(2);
        if (grant.group(1).equals("ClusterRoleBinding")) {
            with.client().rbac().clusterRoleBindings().withName(name).delete();
        } else {
            with.client()
                    .rbac()
                    .roleBindings()
                    .inNamespace(grant.group(3))
                    .withName(name)
                    .delete();
        }
        Map<String, String> cause = new LinkedHashMap<>();
        cause.put("cause.user", params.path("user").asText());
        cause.put("cause.grant", grant.group(1) + "/" + name);
        cause.put("cause.role", grant.group(4) + "/" + grant.group(5));
        cause.put("cause.from", params.path("source").asText());
        return new Done("deleted " + grant.group(1) + " " + name + ", which allowed the attack", cause);
    }
}
