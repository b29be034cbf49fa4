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

    /**
     * The text of a fixture that the procedure names, by a parameter of the form {@code #/$defs/fixture}.
     *
     * @throws IllegalArgumentException if it names no such fixture
     */
    default String manifest(String name) {
        throw new IllegalArgumentException("the procedure names no " + name);
    }
}
