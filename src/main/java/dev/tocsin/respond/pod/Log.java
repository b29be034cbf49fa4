package dev.tocsin.respond.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Named;
import dev.tocsin.respond.support.PodEvidence;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code log}: keeps what a pod can tell, and changes nothing. */
@AutoService(Action.class)
public final class Log implements Action {
    @Override
    public String name() {
        return "log";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return PodEvidence.NEEDS;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return Named.lines(
                params,
                "pod",
                "kubectl get -n {ns} pod {name} -o yaml; kubectl logs -n {ns} {name} --all-containers   # kept as evidence");
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
            throw new IllegalStateException("pod " + name + " is gone, and what it could tell with it");
        }
        return new Changes().put("evidence", PodEvidence.keep(with, pod)).done("kept what pod " + name + " can tell");
    }
}
