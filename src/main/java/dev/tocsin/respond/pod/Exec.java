package dev.tocsin.respond.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.ShellWords;
import dev.tocsin.respond.support.Named;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.stream.Collectors;

/** {@code exec}: one program in a pod, with its arguments as they are: no shell sees them. */
@AutoService(Action.class)
public final class Exec implements Action {
    @Override
    public String name() {
        return "exec";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return Rights.EXEC;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return Named.lines(
                params,
                "pod",
                "kubectl exec -n {ns} {name}" + InPod.option(params) + " -- "
                        + InPod.words(params.path("command")).stream()
                                .map(ShellWords::quoted)
                                .collect(Collectors.joining(" ")));
    }

    @Override
    public String target(ObjectNode params) {
        return "pod " + Named.pod(params);
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        List<String> command = InPod.words(params.path("command"));
        return InPod.run(params, command.get(0), command, with);
    }
}
