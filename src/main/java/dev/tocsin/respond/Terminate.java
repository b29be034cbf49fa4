package dev.tocsin.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code terminate}: deletes a pod without grace, after keeping its manifest, and before that whatever owns it: a pod
 * whose owner lives comes back.
 */
@AutoService(Action.class)
public final class Terminate implements Action {
    @Override
    public String name() {
        return "terminate";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(
                Rights.allow("", "pods", "get", "delete"),
                Rights.allow("apps", "replicasets", "get", "delete"),
                Rights.allow("apps", "deployments", "get", "delete"),
                Rights.allow("apps", "statefulsets", "get", "delete"),
                Rights.allow("apps", "daemonsets", "get", "delete"),
                Rights.allow("batch", "jobs", "get", "delete"),
                Rights.allow("batch", "cronjobs", "get", "delete"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String pod = "-n " + params.path("namespace").asText() + " pod "
                + params.path("pod").asText();
        return List.of(
                "kubectl get " + pod + " -o yaml   # kept as evidence",
                "kubectl delete -n " + params.path("namespace").asText() + " <the pod's topmost owner>",
                "kubectl delete " + pod + " --grace-period=0 --force");
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        KubernetesClient client = with.client();
        String namespace = params.path("namespace").asText();
        String name = params.path("pod").asText();
        Pod pod = client.pods().inNamespace(namespace).withName(name).get();
        if (pod == null) {
            return new Done("pod " + namespace + "/" + name + " is already gone", Map.of());
        }
        with.journal()
                .keep(
                        "manifest of " + namespace + "/" + name + " before it was deleted",
                        "application/yaml",
                        Serialization.asYaml(pod));
        String owner = "";
        HasMetadata top = topOwner(client, namespace, pod);
        if (top != null) {
            client.resource(top)
                    .inNamespace(namespace)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
            owner = top.getKind() + "/" + top.getMetadata().getName();
        }
        client.pods().inNamespace(namespace).withName(name).withGracePeriod(0).delete();
        return new Done(
                "deleted pod " + namespace + "/" + name + (owner.isEmpty() ? "" : " and its owner " + owner),
                owner.isEmpty() ? Map.of() : Map.of("owner", owner));
    }

    private static @Nullable HasMetadata topOwner(KubernetesClient client, String namespace, HasMetadata child) {
        HasMetadata top = null;
        HasMetadata current = child;
        while (true) {
            Optional<OwnerReference> reference = current.getMetadata().getOwnerReferences().stream()
                    .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                    .findFirst();
            HasMetadata owner =
                    reference.map(one -> get(client, namespace, one)).orElse(null);
            if (owner == null) {
                return top;
            }
            top = owner;
            current = owner;
        }
    }

    private static @Nullable HasMetadata get(KubernetesClient client, String namespace, OwnerReference owner) {
        return client.genericKubernetesResources(owner.getApiVersion(), owner.getKind())
                .inNamespace(namespace)
                .withName(owner.getName())
                .get();
    }
}
