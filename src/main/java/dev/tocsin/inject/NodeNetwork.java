package dev.tocsin.inject;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Observation;
import java.util.List;

/**
 * Takes a node's network away as a pulled plug does: packets vanish, addresses and routes stay. What arrives goes before
 * connection tracking and every rule of Kubernetes' own; what leaves goes after all of them, that of the node's pods too,
 * which the node only passes on.
 */
final class NodeNetwork {
    private static final String RULES = """
            device=$(ip route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
            gateway=$(ip route show default | sed -n 's/.* via \\([^ ]*\\).*/\\1/p' | head -n 1)
            arriving() { iptables -w -t raw "$1" PREROUTING -i "$device" -j DROP; }
            leaving() { iptables -w -t mangle "$1" POSTROUTING -o "$device" -j DROP; }
            """;
    /** One packet to nobody, so that there is something to drop, and how many were dropped on the way out. */
    private static final String CUT = """
            for which in arriving leaving; do $which -C 2>/dev/null || $which -I || exit 1; done
            if command -v bash >/dev/null; then bash -c "echo >/dev/udp/$gateway/9"; else echo | nc -u -w 1 "$gateway" 9; fi
            iptables -w -t mangle -nvxL POSTROUTING | awk -v device="$device" '$3 == "DROP" && $7 == device {print $1}'
            """;

    private static final String RESTORE = """
            for which in arriving leaving; do while $which -C 2>/dev/null; do $which -D || exit 1; done; done
            { iptables -w -t raw -S; iptables -w -t mangle -S; } | grep -c -e "-i $device -j DROP" -e "-o $device -j DROP" || true
            """;

    private NodeNetwork() {}

    static Observation cut(Cluster cluster, String node) {
        CommandResult result = run(cluster, node, CUT);
        String dropped = result.stdout().strip();
        boolean done = result.exitCode() == 0 && dropped.matches("[1-9][0-9]*");
        return Observation.of("done", done)
                .with("dropped", dropped)
                .with("message", result.stderr().strip());
    }

    static Observation restore(Cluster cluster, String node) {
        CommandResult result = run(cluster, node, RESTORE);
        return Observation.of(
                        "done",
                        result.exitCode() == 0 && result.stdout().strip().equals("0"))
                .with("message", result.stderr().strip());
    }

    private static CommandResult run(Cluster cluster, String node, String script) {
        return cluster.onNode(node, List.of("sh", "-c", RULES + script));
    }
}
