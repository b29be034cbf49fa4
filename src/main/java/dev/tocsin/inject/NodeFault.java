package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.List;
import java.util.Set;

/** {@code nodeFault}: what befalls a machine, past the API: it hangs, loses its network, loses a process. */
@AutoService(StepKind.class)
public final class NodeFault implements StepKind {
    private static final String KILL = "kill";

    @Override
    public String name() {
        return "nodeFault";
    }

    @Override
    public String says(ObjectNode params) {
        String node = params.path("on").asText();
        return switch (params.path("do").asText()) {
            case "pause" -> "freeze the node " + node;
            case "resume" -> "let the node " + node + " go on";
            case "cut" -> "cut the node " + node + " off the network";
            case "restore" -> "give the node " + node + " its network back";
            default -> "on the node " + node + " kill " + params.path("process").asText();
        };
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        boolean kill = params.path("do").asText().equals(KILL);
        if (kill && !params.has("process")) {
            return List.of(new Fault("", "'kill' needs the name of a 'process'."));
        }
        return !kill && params.has("process")
                ? List.of(new Fault("/process", "Only 'kill' is about a process."))
                : List.of();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        Cluster cluster = scope.cluster();
        String node = params.path("on").asText();
        return switch (params.path("do").asText()) {
            case "pause" -> state(cluster, node, true);
            case "resume" -> state(cluster, node, false);
            case "cut" -> NodeNetwork.cut(cluster, node);
            case "restore" -> NodeNetwork.restore(cluster, node);
            default -> NodeProcess.kill(cluster, node, params.path("process").asText());
        };
    }

    /** What is so already is done. */
    private static Observation state(Cluster cluster, String node, boolean paused) {
        String wanted = paused ? "paused" : "running";
        if (!cluster.state(node).equals(wanted)) {
            cluster.pause(node, paused);
        }
        String state = cluster.state(node);
        return Observation.of("done", state.equals(wanted)).with("state", state);
    }
}
