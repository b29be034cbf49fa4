package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code absent}: nothing in a namespace reaches the host, nor would bring something back that does. */
@AutoService(StepKind.class)
public final class Absent implements StepKind {
    @Override
    public String name() {
        return "absent";
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return List.of(
                Rights.allow("", "pods", "list"),
                Rights.allow("apps", "deployments", "list"),
                Rights.allow("apps", "replicasets", "list"));
    }

    @Override
    public String says(ObjectNode params) {
        return "count pods and workloads in " + params.path("hostAccessIn").asText() + " that reach the host";
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    /** It only looks. */
    @Override
    public ObjectNode harmless(ObjectNode params) {
        return params;
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        String namespace = params.path("hostAccessIn").asText();
        KubernetesClient client = scope.prober();
        List<String> found = new ArrayList<>();
        client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> reachesHost(pod.getSpec()))
                .forEach(pod -> found.add("Pod/" + pod.getMetadata().getName()));
        client.apps().deployments().inNamespace(namespace).list().getItems().stream()
                .filter(owner -> reachesHost(owner.getSpec().getTemplate().getSpec()))
                .forEach(owner -> found.add("Deployment/" + owner.getMetadata().getName()));
        client.apps().replicaSets().inNamespace(namespace).list().getItems().stream()
                .filter(owner -> reachesHost(owner.getSpec().getTemplate().getSpec()))
                .forEach(owner -> found.add("ReplicaSet/" + owner.getMetadata().getName()));
        return Observation.of("count", found.size()).with("found", String.join(", ", found));
    }

    private static boolean reachesHost(PodSpec spec) {
        return Boolean.TRUE.equals(spec.getHostPID())
                || Boolean.TRUE.equals(spec.getHostNetwork())
                || Boolean.TRUE.equals(spec.getHostIPC())
                || spec.getVolumes().stream().anyMatch(volume -> volume.getHostPath() != null)
                || Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream())
                        .anyMatch(Absent::privileged);
    }

    private static boolean privileged(Container container) {
        return container.getSecurityContext() != null
                && Boolean.TRUE.equals(container.getSecurityContext().getPrivileged());
    }
}
