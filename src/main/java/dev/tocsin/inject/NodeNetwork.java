package dev.tocsin.inject;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Observation;
import java.util.List;

/**
 * Takes a node's network away as a pulled plug does, or some of it as a bad one does: packets vanish, addresses and routes
 * stay. What arrives goes before connection tracking and every rule of Kubernetes' own; what leaves goes after all of them,
 * that of the node's pods too, which the node only passes on.
 */
final class NodeNetwork {
    /** Which packets: all, or some of them. */
    private static final String RULES = """
            device=$(ip route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
            gateway=$(ip route show default | sed -n 's/.* via \\([^ ]*\\).*/\\1/p' | head -n 1)
            arriving() { iptables -w -t raw "$1" PREROUTING -i "$device" $which -j DROP; }
            leaving() { iptables -w -t mangle "$1" POSTROUTING -o "$device" $which -j DROP; }
            ours() { iptables -w -t $1 -S | sed -n "s/^-A \\(.* -[io] $device .*-j DROP\\)$/\\1/p"; }
            forget() {
              for table in raw mangle; do
                ours $table | while read -r rule; do iptables -w -t $table -D $rule || exit 1; done || return 1
              done
            }
            """;
    /** So many packets to nobody, so that there is something to drop, and how many were dropped on the way out. */
    private static final String DROP = """
            which=$1
            arriving -C 2>/dev/null && leaving -C 2>/dev/null || { forget && arriving -I && leaving -I; } || exit 1
            for one in $(seq $2); do
              if command -v bash >/dev/null; then bash -c "echo >/dev/udp/$gateway/9"; else echo | nc -u -w 1 "$gateway" 9; fi
            done 2>/dev/null
            iptables -w -t mangle -nvxL POSTROUTING | awk -v device="$device" '$3 == "DROP" && $7 == device {print $1}'
            """;

    private static final String RESTORE = """
            forget || exit 1
            { ours raw; ours mangle; } | grep -c . || true
            """;
    /** Of so many, one is dropped for certain, as good as: five of a hundred are the least that can be asked for. */
    private static final String SOME = "200";

    private NodeNetwork() {}

    static Observation cut(Cluster cluster, String node) {
        return drop(cluster, node, "", "1");
    }

    /** @param percent of the packets in each direction */
    static Observation lose(Cluster cluster, String node, String percent) {
        return drop(
                cluster, node, "-m statistic --mode random --probability " + Integer.parseInt(percent) / 100.0, SOME);
    }

    private static Observation drop(Cluster cluster, String node, String which, String packets) {
        CommandResult result = run(cluster, node, DROP, which, packets);
        String dropped = result.stdout().strip();
        boolean done = result.exitCode() == 0 && dropped.matches("[1-9][0-9]*");
        return Observation.of("done", done)
                .with("dropped", dropped)
                .with("message", result.stderr().strip());
    }

    static Observation restore(Cluster cluster, String node) {
        CommandResult result = run(cluster, node, RESTORE, "", "");
        return Observation.of(
                        "done",
                        result.exitCode() == 0 && result.stdout().strip().equals("0"))
                .with("message", result.stderr().strip());
    }

    private static CommandResult run(Cluster cluster, String node, String script, String which, String packets) {
        return cluster.onNode(node, List.of("sh", "-c", RULES + script, "network", which, packets));
    }
}
