package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Those who use Secrets: pods that take their environment or a volume from them, and what owns these. */
final class Consumers {
    static final List<PolicyRule> NEEDS = List.of(
            Rights.allow("", "pods", "list"),
            Rights.allow("apps", "replicasets", "get"),
            Rights.allow("apps", "deployments", "get", "patch"),
            Rights.allow("apps", "statefulsets", "get", "patch"),
            Rights.allow("apps", "daemonsets", "get", "patch"));
    private static final Set<String> RESTARTABLE = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private Consumers() {}

    /**
     * @param secrets their names
     * @param told the pod that has learned the new values already, and what owns it with it; empty if none has
     */
    static void restart(Responding with, String namespace, Set<String> secrets, String told, Changes changes) {
        List<Pod> pods = with.client().pods().inNamespace(namespace).list().getItems();
        Set<String> done = new TreeSet<>();
        pods.stream().filter(pod -> named(pod).equals(told)).forEach(pod -> done.add(owner(with, pod)));
        Set<String> restarted = new TreeSet<>();
        Set<String> left = new TreeSet<>();
        for (Pod pod : pods) {
            ObjectNode spec = with.client().getKubernetesSerialization().convertValue(pod.getSpec(), ObjectNode.class);
            if (!uses(spec, secrets) || named(pod).equals(told)) {
                continue;
            }
            String owner = owner(with, pod);
            String[] parts = owner.split(" ", 2);
            if (!RESTARTABLE.contains(parts[0])) {
                left.add(owner.isEmpty() ? "Pod " + pod.getMetadata().getName() : owner);
            } else if (done.add(owner)) {
                Restart.restart(Workload.of(parts[0], namespace, parts[1]), with);
                restarted.add(owner);
            }
        }
        changes.put("consumers restarted", String.join(", ", restarted));
        if (!left.isEmpty()) {
            changes.residual(
                    "nothing can restart " + String.join(", ", left) + ", which may go on with the old values");
        }
    }

    private static String named(Pod pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    }

    /** Its topmost owner as {@code Deployment web}; a Job as it is, whatever owns it; empty if there is none. */
    private static String owner(Responding with, Pod pod) {
        Optional<OwnerReference> direct = Owners.controller(pod);
        if (direct.isPresent() && !direct.get().getApiVersion().startsWith("apps/")) {
            return direct.get().getKind() + " " + direct.get().getName();
        }
        List<Owners.Owner> owners = Owners.of(with.client(), pod);
        return owners.isEmpty()
                ? ""
                : owners.get(0).target().kind() + " " + owners.get(0).target().name();
    }

    /** A reference to a Secret is {@code secretName} in volumes, {@code name} under {@code secret...} elsewhere. */
    private static boolean uses(JsonNode node, Set<String> secrets) {
        boolean here = secrets.contains(node.path("secretName").asText())
                || List.of("secretRef", "secretKeyRef", "secret").stream()
                        .anyMatch(key ->
                                secrets.contains(node.path(key).path("name").asText()));
        if (here) {
            return true;
        }
        for (JsonNode child : node) {
            if (uses(child, secrets)) {
                return true;
            }
        }
        return false;
    }
}
