package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
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
    public String says(ObjectNode params) {
        return "as " + params.path("as").asText() + ", in pod "
                + params.path("pod").asText() + " run "
                + params.path("command").toString().replace("\"", "");
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        List<String> command = new ArrayList<>();
        params.path("command").forEach(word -> command.add(word.asText()));
        var result = PodExec.run(
                scope.as(params.path("as").asText()), params.path("pod").asText(), command);
        return Observation.of("exitCode", result.exitCode())
                .with("stdout", result.stdout().strip())
                .with("stderr", result.stderr().strip());
    }
}
