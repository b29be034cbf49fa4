package dev.tocsin.inject;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Observation;

/** Freezes a node, and lets it go on. What is so already is done. */
final class NodeState {
    private NodeState() {}

    static Observation pause(Cluster cluster, String node) {
        return become(cluster, node, true);
    }

    static Observation resume(Cluster cluster, String node) {
        return become(cluster, node, false);
    }

    private static Observation become(Cluster cluster, String node, boolean paused) {
        String wanted = paused ? "paused" : "running";
        if (!cluster.state(node).equals(wanted)) {
            cluster.pause(node, paused);
        }
        String state = cluster.state(node);
        return Observation.of("done", state.equals(wanted)).with("state", state);
    }
}
