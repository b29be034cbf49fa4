package dev.tocsin.respond.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.stream.Stream;

/** {@code admit}: from now on the API server admits only what meets a condition. What is there already stays. */
@AutoService(Action.class)
public final class Admit implements Action {
    private static final String GROUP = "admissionregistration.k8s.io";
    private static final List<String> KINDS = List.of("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding");

    @Override
    public String name() {
        return "admit";
    }

    private static Stream<Target> targets(ObjectNode params) {
        return KINDS.stream()
                .map(kind ->
                        new Target(GROUP + "/v1", kind, "", params.path("name").asText()));
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return Stream.concat(
                        targets(params).map(target -> target.needs("patch")),
                        Stream.of("validatingadmissionpolicies", "validatingadmissionpolicybindings")
                                .map(plural -> Rights.allow(GROUP, plural, "create")))
                .toList();
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return Stream.of(policy(params), binding(params))
                .map(object -> "kubectl apply --server-side -f - <<<'"
                        + object.toString().replace("'", "'\\''") + "'")
                .toList();
    }

    private static ObjectNode object(ObjectNode params, String kind) {
        ObjectNode object = params.objectNode().put("apiVersion", GROUP + "/v1").put("kind", kind);
        object.putObject("metadata").put("name", params.path("name").asText());
        return object;
    }

    private static ObjectNode policy(ObjectNode params) {
        ObjectNode object = object(params, KINDS.get(0));
        ObjectNode spec = object.putObject("spec").put("failurePolicy", "Fail");
        ObjectNode rule =
                spec.putObject("matchConstraints").putArray("resourceRules").addObject();
        rule.set("apiGroups", params.has("apiGroups") ? params.path("apiGroups") : list(params, ""));
        rule.set("apiVersions", list(params, "*"));
        rule.set("operations", params.has("operations") ? params.path("operations") : list(params, "CREATE", "UPDATE"));
        rule.set("resources", params.path("resources"));
        ObjectNode validation = spec.putArray("validations").addObject();
        validation
                .put("expression", params.path("expression").asText())
                .put("message", params.path("message").asText())
                .put("reason", "Forbidden"); // else it is said to be invalid, with 422
        return object;
    }

    private static ObjectNode binding(ObjectNode params) {
        ObjectNode object = object(params, KINDS.get(1));
        ObjectNode spec =
                object.putObject("spec").put("policyName", params.path("name").asText());
        spec.set("validationActions", list(params, "Deny", "Audit"));
        if (params.has("namespaces")) {
            ObjectNode wanted = spec.putObject("matchResources")
                    .putObject("namespaceSelector")
                    .putArray("matchExpressions")
                    .addObject();
            wanted.put("key", "kubernetes.io/metadata.name").put("operator", "In");
            wanted.set("values", params.path("namespaces"));
        }
        return object;
    }

    private static ArrayNode list(ObjectNode params, String... texts) {
        ArrayNode list = params.arrayNode();
        Stream.of(texts).forEach(list::add);
        return list;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Changes changes = new Changes();
        List<ObjectNode> objects = List.of(policy(params), binding(params));
        List<Target> targets = targets(params).toList();
        for (int i = 0; i < objects.size(); i++) {
            targets.get(i).apply(with.client(), objects.get(i));
            changes.undo("kubectl delete " + targets.get(i).words());
        }
        return changes.residual("it takes about 1 s to bite, until then what it forbids passes")
                .residual("what is there already stays")
                .done("admits only what meets " + params.path("name").asText());
    }
}
