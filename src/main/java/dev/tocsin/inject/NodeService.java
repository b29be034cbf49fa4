package dev.tocsin.inject;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.ClusterException;
import dev.tocsin.step.Observation;
import java.util.List;

/** Stops k3s on a node and starts it: the kubelet, on the server the API too. The containers of its pods go on. */
final class NodeService {
    /** Whether k3s runs, and how many pods have something that does. */
    private static final String LOOK = """
            pgrep -x k3s >/dev/null && echo running || echo stopped
            pgrep containerd-shim | wc -l
            """;

    private NodeService() {}

    static Observation stop(Cluster cluster, String node) {
        return become(cluster, node, "stopped", () -> cluster.stopK3s(node));
    }

    static Observation start(Cluster cluster, String node) {
        return become(cluster, node, "running", () -> cluster.startK3s(node));
    }

    private static Observation become(Cluster cluster, String node, String wanted, Runnable doing) {
        String message = "";
        try {
            doing.run();
        } catch (ClusterException e) {
            message = String.valueOf(e.getMessage());
        }
        List<String> seen =
                cluster.onNode(node, List.of("sh", "-c", LOOK)).stdout().lines().toList();
        return Observation.of("done", message.isEmpty() && seen.get(0).equals(wanted))
                .with("state", seen.get(0))
                .with("pods", seen.get(1).strip())
                .with("message", message);
    }
}
