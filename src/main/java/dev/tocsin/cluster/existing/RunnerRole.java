package dev.tocsin.cluster.existing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who runs drills in a cluster, with the rights that these drills need and no others. */
public final class RunnerRole {
    /** The account, in {@link OptIn#NAMESPACE}. */
    public static final String ACCOUNT = "drills";

    private static final String NAME = "tocsin-drills";
    private static final Subject SUBJECT = new SubjectBuilder()
            .withKind("ServiceAccount")
            .withNamespace(OptIn.NAMESPACE)
            .withName(ACCOUNT)
            .build();

    private RunnerRole() {}

    /** As kubectl applies it. */
    public static String yaml(List<Demands> drills) {
        StringBuilder yaml = new StringBuilder();
        objects(drills).forEach(object -> yaml.append(Serialization.asYaml(object)));
        return yaml.toString();
    }

    /** That the cluster opts in comes first. */
    static List<HasMetadata> objects(List<Demands> drills) {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(new NamespaceBuilder()
                .withNewMetadata()
                .withName(OptIn.NAMESPACE)
                .addToLabels(OptIn.LABEL, OptIn.ALLOWED)
                .endMetadata()
                .build());
        objects.add(new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(OptIn.NAMESPACE)
                .withName(ACCOUNT)
                .endMetadata()
                .build());
        objects.addAll(role(OptIn.NAMESPACE, RunnerRights.OWN));
        objects.addAll(role("default", RunnerRights.CANARY));
        List<PolicyRule> all = Stream.concat(
                        RunnerRights.EVERYWHERE.stream(), drills.stream().flatMap(one -> one.rights().stream()))
                .distinct()
                .toList();
        objects.add(new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withRules(all)
                .build());
        objects.add(new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", NAME)
                .withSubjects(SUBJECT)
                .build());
        return objects;
    }

    private static List<HasMetadata> role(String namespace, List<PolicyRule> rules) {
        return List.of(
                new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(NAME)
                        .endMetadata()
                        .withRules(rules)
                        .build(),
                new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(NAME)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", NAME)
                        .withSubjects(SUBJECT)
                        .build());
    }
}
