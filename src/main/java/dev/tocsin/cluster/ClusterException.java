package dev.tocsin.cluster;

import org.jspecify.annotations.Nullable;

/** The cluster did not come up, or stopped answering: the drill that needs it is inconclusive. */
public class ClusterException extends RuntimeException {
    private final String nodeLog;

    /**
     * @param message what failed, in a sentence
     * @param nodeLog the tail of the node's log; empty if there is none
     */
    public ClusterException(String message, String nodeLog, @Nullable Throwable cause) {
        super(message, cause);
        this.nodeLog = nodeLog;
    }

    public String nodeLog() {
        return nodeLog;
    }
}
