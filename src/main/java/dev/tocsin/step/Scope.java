package dev.tocsin.step;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What a step may use. */
public interface Scope {
    Cluster cluster();

    /** A client with one service account's token and nothing else: {@code namespace/name}. */
    KubernetesClient as(String account);

    /** The prober's own client: it looks, and changes nothing. */
    KubernetesClient prober();

    Journal journal();
}
