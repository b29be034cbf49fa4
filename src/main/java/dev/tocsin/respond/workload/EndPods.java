package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.PodEvidence;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code end-pods}: deletes all pods of a workload, after keeping what they can tell. A workload that was scaled to nothing
 * leaves its pods the grace that they ask for, and that may be hours. Never without any grace: of a pod that is ending already
 * the API then forgets at once, and its node goes on giving it the grace that it had.
 */
@AutoService(Action.class)
public final class EndPods implements Action {
    @Override
    public String name() {
        return "end-pods";
    }

    private static int grace(ObjectNode params) {
        return params.path("grace").asInt(1);
    }

    private static boolean hasReplicaSets(Target workload) {
        return workload.kind().equals("Deployment");
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        Target workload = Workload.of(params);
        List<PolicyRule> needs = new ArrayList<>(List.of(
                workload.needs("get"),
                Rights.allow("", "pods", "list", "delete"),
                Rights.allow("", "pods/log", "get")));
        if (hasReplicaSets(workload)) {
            needs.add(Rights.allow("apps", "replicasets", "list"));
        }
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        Target workload = Workload.of(params);
        String pods = "-n " + workload.namespace() + " pods <of " + workload + ">";
        return List.of(
                "kubectl get " + pods + " -o yaml; kubectl logs ...   # kept as evidence",
                "kubectl delete " + pods + " --grace-period=" + grace(params));
    }

    @Override
    public String target(ObjectNode params) {
        return Workload.of(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target workload = Workload.of(params);
        GenericKubernetesResource there = workload.get(with.client());
        if (there == null) {
            return new Done("there is no " + workload + ", and so none of its pods");
        }
        List<Pod> pods = of(workload, there, with);
        if (pods.isEmpty()) {
            return new Done(workload + " has no pods");
        }
        Changes changes = new Changes();
        for (Pod pod : pods) {
            changes.put("evidence." + pod.getMetadata().getName(), PodEvidence.keep(with, pod));
        }
        for (Pod pod : pods) {
            with.client()
                    .pods()
                    .inNamespace(workload.namespace())
                    .withName(pod.getMetadata().getName())
                    .withGracePeriod(grace(params))
                    .delete();
        }
        return changes.residual("a workload that is not scaled to 0 makes others")
                .done("deleted " + pods.size() + " pods of " + workload);
    }

    /** By who controls them, not by their labels: these say nothing of who made a pod. */
    private static List<Pod> of(Target workload, GenericKubernetesResource there, Responding with) {
        Set<String> owners = Stream.concat(
                        Stream.of(there.getMetadata().getUid()),
                        hasReplicaSets(workload)
                                ? with
                                        .client()
                                        .apps()
                                        .replicaSets()
                                        .inNamespace(workload.namespace())
                                        .list()
                                        .getItems()
                                        .stream()
                                        .filter(set -> controlledBy(
                                                Set.of(there.getMetadata().getUid()), set))
                                        .map(set -> set.getMetadata().getUid())
                                : Stream.of())
                .collect(Collectors.toSet());
        return with.client().pods().inNamespace(workload.namespace()).list().getItems().stream()
                .filter(pod -> controlledBy(owners, pod))
                .toList();
    }

    private static boolean controlledBy(Set<String> uids, HasMetadata object) {
        return Owners.controller(object)
                .filter(owner -> uids.contains(owner.getUid()))
                .isPresent();
    }
}
