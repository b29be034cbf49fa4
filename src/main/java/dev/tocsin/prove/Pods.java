package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code pods}: which pods there are of a kind, whatever their names: a pod that is gone may have been replaced by its like. */
@AutoService(StepKind.class)
public final class Pods implements StepKind {
    @Override
    public String name() {
        return "pods";
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return List.of(Rights.allow("", "pods", "list"));
    }

    @Override
    public String says(ObjectNode params) {
        return "count pods with " + params.toString().replaceAll("[{}\"]", "").replace(":", " ");
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
        var pods = params.has("namespace")
                ? scope.prober().pods().inNamespace(params.path("namespace").asText())
                : scope.prober().pods().inAnyNamespace();
        List<Pod> found = (params.has("selector")
                        ? pods.withLabelSelector(params.path("selector").asText())
                        : pods)
                .list().getItems().stream()
                        .filter(pod ->
                                like(params, "name", Stream.of(pod.getMetadata().getName())))
                        .filter(pod -> like(
                                params, "node", Stream.ofNullable(pod.getSpec().getNodeName())))
                        .filter(pod -> like(params, "image", images(pod)))
                        .filter(pod -> !params.path("exceptDaemons").asBoolean() || !daemon(pod))
                        .toList();
        return Observation.of("count", found.size())
                .with("ready", found.stream().filter(Readiness::isPodReady).count())
                .with(
                        "found",
                        join(
                                found,
                                pod -> Stream.of(pod.getMetadata().getNamespace() + "/"
                                        + pod.getMetadata().getName())))
                .with("digests", join(found, Pods::digests))
                .with(
                        "nodes",
                        join(found, pod -> Stream.ofNullable(pod.getSpec().getNodeName())));
    }

    private static boolean like(ObjectNode params, String key, Stream<String> values) {
        if (!params.has(key)) {
            return true;
        }
        Pattern glob = Pattern.compile(Stream.of(params.path(key).asText().split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
        return values.anyMatch(value -> glob.matcher(value).matches());
    }

    private static Stream<String> images(Pod pod) {
        return Stream.concat(
                pod.getSpec().getContainers().stream().map(container -> container.getImage()), digests(pod));
    }

    private static Stream<String> digests(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getImageID)
                .filter(id -> !id.isEmpty());
    }

    /** Static pods too: a node's own file brings them back. */
    private static boolean daemon(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Set.of("DaemonSet", "Node").contains(owner.getKind()));
    }

    private static String join(List<Pod> pods, Function<Pod, Stream<String>> of) {
        return pods.stream().flatMap(of).distinct().sorted().collect(Collectors.joining(", "));
    }
}
