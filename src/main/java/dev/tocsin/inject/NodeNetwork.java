package dev.tocsin.inject;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Observation;
import java.util.List;

/**
 * Takes a node's network away as a pulled plug does: packets vanish, addresses and routes stay. The rules come before
 * connection tracking and every rule of Kubernetes' own.
 */
final class NodeNetwork {
    private static final String RULES = """
            device=$(ip route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
            gateway=$(ip route show default | sed -n 's/.* via \\([^ ]*\\).*/\\1/p' | head -n 1)
            rule() { iptables -w -t raw "$1" PREROUTING -i "$device" -j DROP && iptables -w -t raw "$1" OUTPUT -o "$device" -j DROP; }
            """;
    /** One packet to nobody, so that there is something to drop, and how many were dropped on the way out. */
    private static final String CUT = """
            rule -C 2>/dev/null || rule -I || exit 1
            if command -v bash >/dev/null; then bash -c "echo >/dev/udp/$gateway/9"; else echo | nc -u -w 1 "$gateway" 9; fi
            iptables -w -t raw -nvxL OUTPUT | awk -v device="$device" '$3 == "DROP" && $7 == device {print $1}'
            """;

    private static final String RESTORE = """
            while rule -C 2>/dev/null; do rule -D || exit 1; done
            iptables -w -t raw -S | grep -c -e "-i $device -j DROP" -e "-o $device -j DROP" || true
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
