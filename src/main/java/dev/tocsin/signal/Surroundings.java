package dev.tocsin.signal;

import dev.tocsin.cluster.Cluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;

/** What a source may use. */
public interface Surroundings {
    Cluster cluster();

    /** The cluster administrator's client: a source is part of the platform, not of the incident. */
    KubernetesClient admin();

    /** The drill's clock, for the time at which something was seen. */
    InstantSource clock();

    /** Notes something about the source in the drill's record. */
    void tell(String text);

    /** Notes something about what the drill runs on, for the report. */
    void environment(String name, String value);
}
