package dev.tocsin.respond.node;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import java.util.List;

/**
 * A node's network, cut by packet filters: what arrives goes before any rule of Kubernetes' sees it, what leaves goes after
 * all of them, that of the node's pods too. Routes, addresses and the overlay stay, so that it can be undone.
 */
final class NodeNetwork {
    private static final String RULES = """
            device=$(ip route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
            [ -n "$device" ] || { echo 'it has no default route' >&2; exit 1; }
            mark='-m comment --comment incident-response'
            arriving() { iptables -w -t raw "$1" PREROUTING -i "$device" $mark -j DROP; }
            leaving() { iptables -w -t mangle "$1" POSTROUTING -o "$device" $mark -j DROP; }
            """;
    private static final String CUT =
            "{ arriving -C || arriving -I; } 2>/dev/null && { leaving -C || leaving -I; } 2>/dev/null && arriving -C && leaving -C";
    private static final String RESTORE =
            "for which in arriving leaving; do while $which -C 2>/dev/null; do $which -D || exit 1; done; done";

    private NodeNetwork() {}

    /** As commands on the node. */
    static List<String> words(String node, String how) {
        return List.of(
                "iptables -t raw " + how
                        + " PREROUTING -i eth0 -m comment --comment incident-response -j DROP   # on node " + node,
                "iptables -t mangle " + how
                        + " POSTROUTING -o eth0 -m comment --comment incident-response -j DROP   # on node " + node);
    }

    /** @throws IllegalStateException if the rules are not there afterwards */
    static void cut(Cluster cluster, String node) {
        run(cluster, node, CUT, "was not cut off");
    }

    /** @throws IllegalStateException if the rules did not go */
    static void restore(Cluster cluster, String node) {
        run(cluster, node, RESTORE, "was not given its network back");
    }

    private static void run(Cluster cluster, String node, String script, String failure) {
        CommandResult did = cluster.onNode(node, List.of("timeout", "15", "sh", "-c", RULES + script));
        if (did.exitCode() != 0) {
            throw new IllegalStateException(
                    "the node " + node + " " + failure + ": " + (did.stderr() + did.stdout()).strip());
        }
    }
}
