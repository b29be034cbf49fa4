package dev.tocsin.step;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
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
     * Keeps something between steps until the drill ends; what can be closed is closed then.
     *
     * @param first makes it, if there is none under the name
     */
    <T> T keep(String name, Supplier<T> first);

    /** What is kept under a name; null if nothing is. */
    <T> @Nullable T kept(String name);
}
