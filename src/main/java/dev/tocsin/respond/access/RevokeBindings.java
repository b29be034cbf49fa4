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
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code revoke-bindings}: deletes every binding that gives somebody anything. */
@AutoService(Action.class)
public final class RevokeBindings implements Action {
    /** Kubernetes' own bindings, which the API server makes anew when it starts. */
    private static final String OWN = "kubernetes.io/bootstrapping";

    private record Binding(Target target, HasMetadata object, String role, List<Subject> subjects) {}

    @Override
    public String name() {
        return "revoke-bindings";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(
                Rights.allow(RevokeGrant.GROUP, "clusterrolebindings", "list", "delete"),
                Rights.allow(RevokeGrant.GROUP, "rolebindings", "list", "delete"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String subject = params.path("subject").asText();
        return List.of(
                "kubectl get clusterrolebindings,rolebindings -A -o wide   # those that name " + subject,
                "kubectl delete <each of them"
                        + (sharedToo(params) ? "" : " that names nobody else; the others are reported") + ">");
    }

    private static boolean sharedToo(ObjectNode params) {
        return params.path("shared").asText().equals("delete");
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Subjects who = Subjects.of(params.path("subject").asText());
        Changes changes = new Changes();
        List<String> deleted = new ArrayList<>();
        for (Binding binding : bindings(with)) {
            String named = binding.target() + " of " + binding.role();
            if (binding.subjects().stream().noneMatch(who::is)) {
                if (binding.subjects().stream().anyMatch(who::isIn)) {
                    changes.residual(named + " still gives it what it gives a whole group");
                }
            } else if (binding.subjects().size() > 1 && !sharedToo(params)) {
                changes.residual(named + " names others too, and was left: remove-subject takes one out");
            } else {
                Manifest.keep(with, binding.target() + " before it was deleted", binding.object());
                binding.target().delete(with.client(), DeletionPropagation.BACKGROUND);
                deleted.add(named);
            }
        }
        return changes.put("deleted", String.join(", ", deleted))
                .put("evidence", deleted.isEmpty() ? "" : "kept manifests, which kubectl create takes back")
                .done(
                        deleted.isEmpty()
                                ? "no binding was left that names only " + who
                                : "deleted " + deleted.size() + " bindings of " + who);
    }

    private static List<Binding> bindings(Responding with) {
        List<Binding> all = new ArrayList<>();
        with.client()
                .rbac()
                .clusterRoleBindings()
                .list()
                .getItems()
                .forEach(one -> all.add(binding(
                        one, one.getRoleRef().getKind() + "/" + one.getRoleRef().getName(), one.getSubjects())));
        with.client()
                .rbac()
                .roleBindings()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(one -> all.add(binding(
                        one, one.getRoleRef().getKind() + "/" + one.getRoleRef().getName(), one.getSubjects())));
        all.removeIf(binding -> labels(binding.object()).containsKey(OWN));
        return all;
    }

    private static Map<String, String> labels(HasMetadata object) {
        return object.getMetadata().getLabels() == null
                ? Map.of()
                : object.getMetadata().getLabels();
    }

    private static Binding binding(HasMetadata object, String role, List<Subject> subjects) {
        String namespace = object.getMetadata().getNamespace();
        return new Binding(
                new Target(
                        RevokeGrant.VERSION,
                        object.getKind(),
                        namespace == null ? "" : namespace,
                        object.getMetadata().getName()),
                object,
                role,
                subjects);
    }
}
