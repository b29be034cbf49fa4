package dev.tocsin.respond.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Eviction;
import dev.tocsin.respond.support.Named;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.PodEvidence;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/** {@code evict}: asks for a pod's end with its grace, unless a disruption budget forbids it; its owner makes another. */
@AutoService(Action.class)
public final class Evict implements Action {
    @Override
    public String name() {
        return "evict";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        List<PolicyRule> needs = new ArrayList<>(PodEvidence.NEEDS);
        needs.add(Eviction.NEEDS);
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return Named.lines(
                params,
                "pod",
                "kubectl get -n {ns} pod {name} -o yaml; kubectl logs -n {ns} {name} --all-containers   # kept as evidence",
                "kubectl create --raw /api/v1/namespaces/{ns}/pods/{name}/eviction -f - <<<'{\"apiVersion\": \"policy/v1\","
                        + " \"kind\": \"Eviction\", \"metadata\": {\"name\": \"{name}\"}}'");
    }

    @Override
    public String target(ObjectNode params) {
        return "pod " + Named.pod(params);
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Named name = Named.pod(params);
        Pod pod = name.asPod(with.client());
        if (pod == null) {
            return new Done("pod " + name + " is already gone");
        }
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return new Done("pod " + name + " is ending already");
        }
        Changes changes = new Changes().put("evidence", PodEvidence.keep(with, pod));
        Eviction.of(with.client(), name);
        Owners.controller(pod)
                .ifPresentOrElse(
                        owner -> changes.put("replaced by", owner.getKind() + " " + owner.getName()),
                        () -> changes.residual("nothing owns it: no other takes its place"));
        Long grace = pod.getSpec().getTerminationGracePeriodSeconds();
        changes.residual("it may go on for its grace of " + grace + " s, and its token is good for as long");
        return changes.done("evicted pod " + name);
    }
}
