package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Shells in pods that stay open between commands: an exec takes its way through API server, kubelet and container runtime,
 * which is longer than what most looks take in the pod. Pods are named {@code namespace/name}; a pod needs {@code sh}.
 */
public final class PodShells implements AutoCloseable {
    private final KubernetesClient client;
    private final Map<String, Deque<PodShell>> idle = new ConcurrentHashMap<>();

    /** @param client with the right to exec */
    public PodShells(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Runs a command in a pod's first container to its end; at most ten seconds. Several may run at once.
     *
     * @param input texts for its standard input, each in base64 on a line of its own: a command line would show them in the
     *     pod's process list
     */
    public CommandResult run(String pod, List<String> command, List<String> input) {
        Deque<PodShell> shells = idle.computeIfAbsent(pod, name -> new ConcurrentLinkedDeque<>());
        PodShell shell = shells.pollFirst();
        while (shell != null && !shell.usable()) { // its container has gone
            shell.close();
            shell = shells.pollFirst();
        }
        PodShell open = shell == null ? new PodShell(client, pod) : shell;
        CommandResult result = open.run(command, input);
        if (open.usable()) {
            shells.addFirst(open);
        } else {
            open.close();
        }
        return result;
    }

    @Override
    public void close() {
        idle.values().forEach(shells -> shells.forEach(PodShell::close));
        idle.clear();
    }
}
