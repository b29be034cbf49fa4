package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code pause}: what is written into a Deployment from now on takes no effect; what runs goes on. */
@AutoService(Action.class)
public final class Pause implements Action {
    @Override
    public String name() {
        return "pause";
    }

    private static boolean resumes(ObjectNode params) {
        return params.path("resume").asBoolean();
    }

    private static Target deployment(ObjectNode params) {
        return Workload.of(
                "Deployment",
                params.path("namespace").asText(),
                params.path("name").asText());
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(deployment(params).needs("get", "patch"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of(command(deployment(params), !resumes(params)));
    }

    private static String command(Target target, boolean pause) {
        return "kubectl rollout " + (pause ? "pause " : "resume ") + target.words();
    }

    @Override
    public String target(ObjectNode params) {
        return deployment(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target target = deployment(params);
        boolean pause = !resumes(params);
        boolean paused = target.require(with.client()).<Boolean>get("spec", "paused") == Boolean.TRUE;
        if (paused == pause) {
            return new Done(target + (pause ? " is paused already" : " is not paused"));
        }
        target.merge(with.client(), "{\"spec\":{\"paused\":" + (pause ? "true" : "null") + "}}");
        Changes changes = new Changes().was("paused", paused).undo(command(target, !pause));
        if (pause) {
            changes.residual("pods that run go on, those of a rollout that has begun too");
        }
        return changes.done((pause ? "paused " : "resumed ") + target);
    }
}
