package dev.tocsin.signal;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.timeline.DrillClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a source gets in a test; what it says is kept. */
public record TestSurroundings(Cluster cluster, KubernetesClient admin, InstantSource clock, List<String> told)
        implements Surroundings {
    public TestSurroundings(Cluster cluster, KubernetesClient admin) {
        this(cluster, admin, DrillClock.system(), new CopyOnWriteArrayList<>());
    }

    @Override
    public void tell(String text) {
        told.add(text);
    }

    @Override
    public void environment(String name, String value) {
        told.add(name + ": " + value);
    }
}
