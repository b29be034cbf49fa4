package dev.tocsin.step;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What an action may use. */
public interface Responding {
    /** The responder's own account, with the rights that its procedures need. */
    KubernetesClient client();

    /** The machines below the cluster, as a cloud's own interface would give them: for actions on nodes. */
    Cluster cluster();

    /** The alert that is being answered. */
    Alert alert();

    Journal journal();
}
