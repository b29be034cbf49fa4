package dev.tocsin.respond.support;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The workloads that bring a pod back. */
public final class Owners {
    /** An owner and what it is now. */
    public record Owner(Target target, GenericKubernetesResource object) {}

    private Owners() {}

    /** The controllers that Kubernetes itself has. */
    public static List<PolicyRule> needs(String... verbs) {
        return List.of(
                dev.tocsin.step.Rights.allow("apps", "replicasets", verbs),
                dev.tocsin.step.Rights.allow("apps", "deployments", verbs),
                dev.tocsin.step.Rights.allow("apps", "statefulsets", verbs),
                dev.tocsin.step.Rights.allow("apps", "daemonsets", verbs),
                dev.tocsin.step.Rights.allow("batch", "jobs", verbs),
                dev.tocsin.step.Rights.allow("batch", "cronjobs", verbs));
    }

    /** What controls an object, if anything does. */
    public static Optional<OwnerReference> controller(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    /** The owner's owner first, the direct one last; empty if nothing brings it back. */
    public static List<Owner> of(KubernetesClient client, HasMetadata object) {
        List<Owner> owners = new ArrayList<>();
        Optional<OwnerReference> next = controller(object);
        while (next.isPresent()) {
            OwnerReference reference = next.get();
            Target target = new Target(
                    reference.getApiVersion(),
                    reference.getKind(),
                    object.getMetadata().getNamespace(),
                    reference.getName());
            GenericKubernetesResource owner = target.get(client);
            if (owner == null || !owner.getMetadata().getUid().equals(reference.getUid())) {
                break; // gone, or another one of its name
            }
            owners.add(0, new Owner(target, owner));
            next = controller(owner);
        }
        return owners;
    }
}
