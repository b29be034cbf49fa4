package dev.tocsin.step;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.cluster.PodShells;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a step may use. */
public interface Scope {
    Cluster cluster();

    /** A client with one service account's token and nothing else: {@code namespace/name}. */
    KubernetesClient as(String account);

    /** The prober's own client: it looks, and changes nothing. */
    KubernetesClient prober();

    Journal journal();

    /**
     * Runs a command in a pod with the prober's rights, as {@link PodShells#run} does, in a shell that stays open there for
     * the next one.
     */
    default CommandResult inPod(String pod, List<String> command, List<String> input) {
        return keep("shells in pods", () -> new PodShells(prober())).run(pod, command, input);
    }

    /**
     * Keeps something between steps until the drill ends; what can be closed is closed then.
     *
     * @param first makes it, if there is none under the name
     */
    <T> T keep(String name, Supplier<T> first);

    /** What is kept under a name; null if nothing is. */
    <T> @Nullable T kept(String name);
}
