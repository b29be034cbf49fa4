package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code persistence}: whatever an attacker may have left behind to come back by: grants, accounts, tokens, certificate
 * requests, webhooks, scheduled and static pods, and what k3s applies by itself. Compared with what was there before.
 */
@AutoService(StepKind.class)
public final class Persistence implements StepKind {
    private static final List<Type> TYPES = List.of(
            new Type("rbac.authorization.k8s.io/v1", "ClusterRole"),
            new Type("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"),
            new Type("rbac.authorization.k8s.io/v1", "Role"),
            new Type("rbac.authorization.k8s.io/v1", "RoleBinding"),
            new Type("v1", "ServiceAccount"),
            new Type("v1", "Secret"),
            new Type("v1", "Pod"),
            new Type("apps/v1", "DaemonSet"),
            new Type("batch/v1", "CronJob"),
            new Type("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"),
            new Type("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"),
            new Type("certificates.k8s.io/v1", "CertificateSigningRequest"),
            new Type("k3s.cattle.io/v1", "Addon"));
    private static final String FOLDERS =
            "for d in /var/lib/rancher/k3s/agent/pod-manifests /var/lib/rancher/k3s/server/manifests; do"
                    + " [ -d $d ] && find $d -type f -exec sha256sum {} +; done; true";
    private static final String KEY = "persistence";

    @Override
    public String name() {
        return "persistence";
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return TYPES.stream().map(Type::listing).toList();
    }

    @Override
    public String says(ObjectNode params) {
        return "look for grants, accounts, tokens, webhooks, scheduled and static pods that were not there before the attack";
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public void baseline(ObjectNode params, Scope scope) {
        scope.keep(KEY, () -> now(scope));
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        Inventory before = scope.kept(KEY);
        if (before == null) {
            return Observation.of("message", "this proof was not there before the attack to remember what was");
        }
        Set<String> except = new TreeSet<>();
        params.path("except").forEach(name -> except.add(name.asText()));
        Observation seen = now(scope).against(before, name -> !except.contains(name));
        // What is gone is no way back.
        long found = count(seen.value("added")) + count(seen.value("changed"));
        return Observation.of("found", found).with("added", seen.value("added")).with("changed", seen.value("changed"));
    }

    private static long count(String names) {
        return names.isEmpty() ? 0 : names.split(", ").length;
    }

    private static Inventory now(Scope scope) {
        Map<String, String> all = new TreeMap<>();
        for (Type type : TYPES) {
            all.putAll(Inventory.of(scope.prober(), type, object -> isWayBack(type, object)));
        }
        for (String node : scope.cluster().nodes()) {
            files(scope.cluster(), node, all);
        }
        return new Inventory(all);
    }

    /** Of secrets only tokens, and of pods only those that a node's own file makes. */
    private static boolean isWayBack(Type type, GenericKubernetesResource object) {
        return switch (type.kind()) {
            case "Secret" -> "kubernetes.io/service-account-token".equals(object.get("type"));
            case "Pod" ->
                object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> owner.getKind().equals("Node"));
            default -> true;
        };
    }

    private static void files(Cluster cluster, String node, Map<String, String> all) {
        cluster.onNode(node, List.of("sh", "-c", FOLDERS)).stdout().lines().forEach(line -> {
            String[] parts = line.split("\\s+", 2);
            all.put("File " + node + ":" + parts[1], parts[0]);
        });
    }
}
