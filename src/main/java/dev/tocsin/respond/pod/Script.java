package dev.tocsin.respond.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.ShellWords;
import dev.tocsin.respond.support.Named;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code script}: a few lines of shell in a pod. What an alert carries is an attacker's text: it may not stand in the
 * script, only be given to it as {@code $1}, {@code $2}, ...
 */
@AutoService(Action.class)
public final class Script implements Action {
    @Override
    public String name() {
        return "script";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return Rights.EXEC;
    }

    private static List<String> command(ObjectNode params) {
        List<String> command = new ArrayList<>(List.of(
                params.path("shell").asText("/bin/sh"),
                "-c",
                params.path("script").asText(),
                "script"));
        command.addAll(InPod.words(params.path("args")));
        return command;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return Named.lines(
                params,
                "pod",
                "kubectl exec -n {ns} {name}" + InPod.option(params) + " -- "
                        + command(params).stream().map(ShellWords::quoted).collect(Collectors.joining(" ")));
    }

    @Override
    public String target(ObjectNode params) {
        return "pod " + Named.pod(params);
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        return InPod.run(params, "the script", command(params), with);
    }
}
