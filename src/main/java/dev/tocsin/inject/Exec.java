package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/** {@code exec}: runs a command in a pod with a service account's token. */
@AutoService(StepKind.class)
public final class Exec implements StepKind {
    @Override
    public String name() {
        return "exec";
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return params.has("as") ? List.of() : Rights.EXEC;
    }

    @Override
    public String says(ObjectNode params) {
        return (params.has("as") ? "as " + params.path("as").asText() + ", " : "") + "in pod "
                + params.path("pod").asText()
                + (params.has("container")
                        ? ", container " + params.path("container").asText() + ","
                        : "") + " run "
                + params.path("command").toString().replace("\"", "");
    }

    @Override
    public ObjectNode harmless(ObjectNode params) {
        ObjectNode idle = params.deepCopy();
        idle.putArray("command").add("true");
        return idle;
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        List<String> command = new ArrayList<>();
        params.path("command").forEach(word -> command.add(word.asText()));
        var result = PodExec.run(
                params.has("as") ? scope.as(params.path("as").asText()) : scope.prober(),
                params.path("pod").asText(),
                params.path("container").asText(),
                command);
        return Observation.of("exitCode", result.exitCode())
                .with("stdout", result.stdout().strip())
                .with("stderr", result.stderr().strip());
    }
}
