package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    private static final String FILE = "File ";
    private static final String KEY = "persistence";
    private static final String NODES = "persistence nodes";

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
        scope.keep(NODES, () -> scope.cluster().nodes());
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        Inventory before = scope.kept(KEY);
        if (before == null) {
            return Observation.of("message", "this proof was not there before the attack to remember what was");
        }
        Set<String> except = new TreeSet<>();
        params.path("except").forEach(name -> except.add(name.asText()));
        Inventory now = now(scope);
        Set<String> usual = usual(before, now, scope.<List<String>>kept(NODES));
        Observation seen = now.against(before, name -> !except.contains(name) && !usual.contains(name));
        // What is gone is no way back.
        long found = count(seen.value("added")) + count(seen.value("changed"));
        return Observation.of("found", found).with("added", seen.value("added")).with("changed", seen.value("changed"));
    }

    /** Files of nodes that were not there before, each as it was on another: what every node comes with. */
    private static Set<String> usual(Inventory before, Inventory now, @Nullable List<String> nodes) {
        Set<String> known = new HashSet<>();
        before.hashes().forEach((name, hash) -> known.add(path(name) + hash));
        return now.hashes().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(FILE))
                .filter(entry -> nodes != null
                        && nodes.stream().noneMatch(node -> entry.getKey().startsWith(FILE + node + ":")))
                .filter(entry -> known.contains(path(entry.getKey()) + entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static String path(String name) {
        return name.startsWith(FILE) ? name.substring(name.indexOf(':')) : "";
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
            all.put(FILE + node + ":" + parts[1], parts[0]);
        });
    }
}
