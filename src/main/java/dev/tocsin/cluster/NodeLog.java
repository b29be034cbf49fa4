package dev.tocsin.cluster;

import org.testcontainers.containers.GenericContainer;

/** The tail of a node's log, for as long as the engine still has it. */
final class NodeLog {
    private NodeLog() {}

    static String tail(GenericContainer<?> node, int lines) {
        if (node.getContainerId() == null) {
            return "";
        }
        try {
            String[] all = node.getLogs().split("\n");
            int from = Math.max(0, all.length - lines);
            return String.join("\n", java.util.Arrays.copyOfRange(all, from, all.length));
        } catch (RuntimeException e) {
            return ""; // the container is gone, or never was
        }
    }
}
