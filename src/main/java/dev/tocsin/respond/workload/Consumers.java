package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Those who use a Secret: pods that take their environment or a volume from it, and what owns these. */
final class Consumers {
    static final List<PolicyRule> NEEDS = List.of(
            Rights.allow("", "pods", "list"),
            Rights.allow("apps", "replicasets", "get"),
            Rights.allow("apps", "deployments", "get", "patch"),
            Rights.allow("apps", "statefulsets", "get", "patch"),
            Rights.allow("apps", "daemonsets", "get", "patch"));
    private static final Set<String> RESTARTABLE = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private Consumers() {}

    static void restart(Responding with, Target secret, Changes changes) {
        Set<String> restarted = new TreeSet<>();
        Set<String> left = new TreeSet<>();
        for (Pod pod :
                with.client().pods().inNamespace(secret.namespace()).list().getItems()) {
            ObjectNode spec = with.client().getKubernetesSerialization().convertValue(pod.getSpec(), ObjectNode.class);
            if (!uses(spec, secret.name())) {
                continue;
            }
            String name = "Pod " + pod.getMetadata().getName();
            if (Owners.controller(pod)
                    .filter(owner -> owner.getKind().equals("Job"))
                    .isPresent()) {
                left.add(name); // no Job starts again
                continue;
            }
            List<Owners.Owner> owners = Owners.of(with.client(), pod);
            Target top = owners.isEmpty() ? null : owners.get(0).target();
            if (top == null || !RESTARTABLE.contains(top.kind())) {
                left.add(name);
            } else if (restarted.add(top.kind() + " " + top.name())) {
                Restart.restart(top, with);
            }
        }
        changes.put("consumers restarted", String.join(", ", restarted));
        if (!left.isEmpty()) {
            changes.residual(
                    "nothing can restart " + String.join(", ", left) + ", which may go on with the old values");
        }
    }

    /** A reference to a Secret is {@code secretName} in volumes, {@code name} under {@code secret...} elsewhere. */
    private static boolean uses(JsonNode node, String secret) {
        boolean here = node.path("secretName").asText().equals(secret)
                || List.of("secretRef", "secretKeyRef", "secret").stream()
                        .anyMatch(key -> node.path(key).path("name").asText().equals(secret));
        if (here) {
            return true;
        }
        for (JsonNode child : node) {
            if (uses(child, secret)) {
                return true;
            }
        }
        return false;
    }
}
