package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/** {@code scale}: sets a workload's number of pods; 0 stops it and keeps all that is needed to start it again. */
@AutoService(Action.class)
public final class Scale implements Action {
    private static final int NOT_FOUND = 404;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Workload.of(params).needsOn("scale", "get", "update"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of("kubectl scale " + Workload.of(params).words() + " --replicas="
                + params.path("replicas").asText());
    }

    @Override
    public String target(ObjectNode params) {
        return Workload.of(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target target = Workload.of(params);
        int wanted = params.path("replicas").asInt();
        io.fabric8.kubernetes.api.model.autoscaling.v1.Scale scale;
        try {
            scale = target.in(with.client()).scale();
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return new Done("there is no " + target + ", and so none of its pods");
            }
            throw e;
        }
        Integer before = scale.getSpec().getReplicas();
        int had = before == null ? 0 : before;
        if (had == wanted) {
            return new Done(target + " has " + wanted + " replicas already");
        }
        scale.getSpec().setReplicas(wanted);
        target.in(with.client()).scale(scale);
        return new Changes()
                .was("replicas", had)
                .undo("kubectl scale " + target.words() + " --replicas=" + had)
                .residual(
                        wanted == 0
                                ? "its pods end with their grace; until then they run"
                                : "an autoscaler of this workload may change the number again")
                .done("scaled " + target + " from " + had + " to " + wanted);
    }
}
