package dev.tocsin.cluster.existing;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.List;
import java.util.Set;

/** What the guards themselves must be allowed to, whatever the drill. */
public final class RunnerRights {
    /** In {@link OptIn#NAMESPACE}: undo records, the lease, the incident lock. */
    public static final List<PolicyRule> OWN = List.of(
            rule("", List.of("secrets"), "get", "list", "create", "delete"),
            rule("coordination.k8s.io", List.of("leases"), "get", "create", "update", "patch", "delete"),
            rule("", List.of("configmaps"), "get"));

    /** In the whole cluster: what is there, where pods run, and the audit log. */
    public static final List<PolicyRule> EVERYWHERE = List.of(
            rule("", List.of("namespaces"), "get", "create", "delete"),
            rule("", List.of("pods", "nodes"), "list", "watch"),
            rule("", List.of("services"), "list"),
            rule("discovery.k8s.io", List.of("endpointslices"), "list"),
            rule("", List.of("nodes/proxy"), "get"));

    /** In namespace {@code default}: a request that is made to see whether it is recorded. */
    public static final List<PolicyRule> CANARY = List.of(rule("", List.of("configmaps"), "get"));

    private static final Set<String> READS = Set.of("get", "list", "watch");

    private RunnerRights() {}

    /** Whether whoever has it changes nothing by it. */
    public static boolean onlyReads(PolicyRule rule) {
        return READS.containsAll(rule.getVerbs());
    }

    private static PolicyRule rule(String group, List<String> resources, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resources)
                .withVerbs(verbs)
                .build();
    }
}
