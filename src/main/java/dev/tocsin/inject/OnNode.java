package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code node}: runs a command on a node itself, past the API: what an escape left there. */
@AutoService(StepKind.class)
public final class OnNode implements StepKind {
    @Override
    public String name() {
        return "node";
    }

    @Override
    public String says(ObjectNode params) {
        return "on the node " + node(params) + " run "
                + params.path("command").toString().replace("\"", "");
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public ObjectNode harmless(ObjectNode params) {
        ObjectNode idle = params.deepCopy();
        idle.putArray("command").add("true");
        return idle;
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        List<String> command = new ArrayList<>();
        params.path("command").forEach(word -> command.add(word.asText()));
        var result = scope.cluster().onNode(node(params), command);
        return Observation.of("exitCode", result.exitCode())
                .with("stdout", result.stdout().strip())
                .with("stderr", result.stderr().strip());
    }

    private static String node(ObjectNode params) {
        return params.path("on").asText("server");
    }
}
