package dev.tocsin.respond.network;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.respond.support.Changes;
import java.util.List;

/** A packet filter's rule on a node: an address reaches the API's port no more, by connections that are open neither. */
final class NodeRule {
    static final int API_PORT = 6443;

    private NodeRule() {}

    /** @param how {@code -I} to add it, {@code -D} to take it away, {@code -C} to look whether it is there */
    static String words(String how, String address) {
        return rule(how, "INPUT", address) + "; " + rule(how, "FORWARD", address);
    }

    private static String rule(String how, String chain, String address) {
        return "iptables -w " + how + " " + chain + " -s " + address + " -p tcp --dport " + API_PORT
                + " -j REJECT --reject-with tcp-reset";
    }

    /** @throws IllegalStateException if it is not there afterwards */
    static void add(Cluster cluster, String node, String address, Changes changes) {
        if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            throw new IllegalArgumentException("'" + address + "' is no IPv4 address");
        }
        for (String chain : List.of("INPUT", "FORWARD")) { // to the node itself, and through it
            CommandResult did = cluster.onNode(
                    node,
                    List.of("sh", "-c", rule("-C", chain, address) + " 2>/dev/null || " + rule("-I", chain, address)));
            if (did.exitCode() != 0) {
                throw new IllegalStateException("the node " + node + " took no rule against " + address + ": "
                        + did.stderr().strip());
            }
        }
        changes.undo(words("-D", address) + "   # on node " + node);
    }
}
