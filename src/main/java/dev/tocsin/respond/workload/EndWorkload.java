package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.PodEvidence;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
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
 * {@code end-workload}: deletes a workload and all its pods, after keeping what they can tell, and gives the pods a second. The
 * workload goes first and leaves them behind: if it took them along, or were scaled to nothing, they would get the grace that
 * they asked for, which may be hours, and a node that has begun to give it hears of no shorter one.
 */
@AutoService(Action.class)
public final class EndWorkload implements Action {
    @Override
    public String name() {
        return "end-workload";
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
                workload.needs("get", "delete"),
                Rights.allow("", "pods", "list", "delete"),
                Rights.allow("", "pods/log", "get")));
        if (hasReplicaSets(workload)) {
            needs.add(Rights.allow("apps", "replicasets", "list", "delete"));
        }
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        Target workload = Workload.of(params);
        String of = " <of " + workload + ">";
        String pods = "-n " + workload.namespace() + " pods" + of;
        List<String> lines = new ArrayList<>(List.of(
                "kubectl get " + workload.words() + " -o yaml; kubectl get " + pods
                        + " -o yaml; kubectl logs ...   # kept as evidence",
                "kubectl delete " + workload.words() + " --cascade=orphan"));
        if (hasReplicaSets(workload)) {
            lines.add("kubectl delete -n " + workload.namespace() + " replicasets" + of + " --cascade=orphan");
        }
        lines.add("kubectl delete " + pods + " --grace-period=" + grace(params));
        return lines;
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
            return new Done("there is no " + workload);
        }
        List<Target> makers = new ArrayList<>(List.of(workload));
        List<Pod> pods = of(workload, there, makers, with);
        Changes changes = new Changes();
        Manifest.keep(with, workload.toString(), there);
        for (Pod pod : pods) {
            changes.put("evidence." + pod.getMetadata().getName(), PodEvidence.keep(with, pod));
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                changes.residual("pod " + pod.getMetadata().getName()
                        + " was ending already: its node may give it the grace that it asked for");
            }
        }
        makers.forEach(maker -> maker.delete(with.client(), DeletionPropagation.ORPHAN));
        for (Pod pod : pods) {
            with.client()
                    .pods()
                    .inNamespace(workload.namespace())
                    .withName(pod.getMetadata().getName())
                    .withGracePeriod(grace(params))
                    .delete();
        }
        return changes.residual("whoever made " + workload + " may make it again")
                .done("ended " + workload + " and its " + pods.size() + " pods");
    }

    /**
     * By who controls them, not by their labels: these say nothing of who made a pod.
     *
     * @param makers those between the workload and its pods are added
     */
    private static List<Pod> of(
            Target workload, GenericKubernetesResource there, List<Target> makers, Responding with) {
        Set<String> owner = Set.of(there.getMetadata().getUid());
        Stream<String> between = Stream.of();
        if (hasReplicaSets(workload)) {
            List<? extends HasMetadata> sets =
                    with.client().apps().replicaSets().inNamespace(workload.namespace()).list().getItems().stream()
                            .filter(set -> controlledBy(owner, set))
                            .toList();
            sets.forEach(set -> makers.add(Workload.of(
                    "ReplicaSet", workload.namespace(), set.getMetadata().getName())));
            between = sets.stream().map(set -> set.getMetadata().getUid());
        }
        Set<String> owners = Stream.concat(owner.stream(), between).collect(Collectors.toSet());
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
