package dev.tocsin.inject;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Observation;
import java.util.List;

/**
 * Takes a node's network away as a pulled plug does, or some of it as a bad one does: packets vanish, addresses and routes
 * stay. What arrives goes before connection tracking and every rule of Kubernetes' own; what leaves goes after all of them,
 * that of the node's pods too, which the node only passes on. Or it makes what leaves wait: in a queue that a slow line has, as
 * not every kernel has one that holds each packet back for a given time.
 */
final class NodeNetwork {
    /** Which packets: all, or some of them. */
    private static final String RULES = """
            device=$(ip route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
            gateway=$(ip route show default | sed -n 's/.* via \\([^ ]*\\).*/\\1/p' | head -n 1)
            arriving() { iptables -w -t raw "$1" PREROUTING -i "$device" $which -j DROP; }
            leaving() { iptables -w -t mangle "$1" POSTROUTING -o "$device" $which -j DROP; }
            queue() { tc qdisc show dev "$device" root 2>/dev/null | grep ' tbf ' || true; }
            send() {
              if command -v bash >/dev/null; then bash -c 'for one in $(seq $1); do echo "$2" >/dev/udp/$0/9; done' "$gateway" "$1" "$2"
              else for one in $(seq $1); do echo "$2" | nc -u -w 1 "$gateway" 9; done; fi
            } 2>/dev/null
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
            send $2 ''
            iptables -w -t mangle -nvxL POSTROUTING | awk -v device="$device" '$3 == "DROP" && $7 == device {print $1}'
            """;

    private static final String RESTORE = """
            forget || exit 1
            [ -z "$(queue)" ] || tc qdisc del dev "$device" root || exit 1
            { ours raw; ours mangle; queue; } | grep -c . || true
            """;
    /** Large packets to nobody, faster than the line, and how many had to wait. */
    private static final String SLOW = """
            tc qdisc replace dev "$device" root tbf rate "$1kbit" burst 4kb latency 2s || exit 1
            send $2 "$(printf %1200s)"
            tc -s qdisc show dev "$device" root | sed -n 's/.* overlimits \\([0-9]*\\) .*/\\1/p'
            """;
    /** Of so many, one is dropped for certain, as good as: five of a hundred are the least that can be asked for. */
    private static final String SOME = "200";

    private static final String BURST = "40";

    private NodeNetwork() {}

    static Observation cut(Cluster cluster, String node) {
        return drop(cluster, node, "", "1");
    }

    /** @param percent of the packets in each direction */
    static Observation lose(Cluster cluster, String node, String percent) {
        return drop(
                cluster, node, "-m statistic --mode random --probability " + Integer.parseInt(percent) / 100.0, SOME);
    }

    /** @param kbit the most that leaves in a second; what is more waits, two seconds at most */
    static Observation slow(Cluster cluster, String node, String kbit) {
        return counted("delayed", run(cluster, node, SLOW, kbit, BURST));
    }

    private static Observation drop(Cluster cluster, String node, String which, String packets) {
        return counted("dropped", run(cluster, node, DROP, which, packets));
    }

    /** It took effect if some packet felt it. */
    private static Observation counted(String what, CommandResult result) {
        String count = result.stdout().strip();
        return Observation.of("done", result.exitCode() == 0 && count.matches("[1-9][0-9]*"))
                .with(what, count)
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
