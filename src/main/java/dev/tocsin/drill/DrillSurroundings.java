package dev.tocsin.drill;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.signal.Surroundings;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;

/**
 * What a drill gives its sources.
 *
 * @param cluster as they see it
 */
record DrillSurroundings(Identities identities, Cluster cluster, Journal journal, DrillRunner.Record record)
        implements Surroundings {

    @Override
    public KubernetesClient admin() {
        return identities.admin();
    }

    @Override
    public InstantSource clock() {
        return journal::now;
    }

    @Override
    public void tell(String text) {
        journal.note(Actor.DETECTOR, text);
    }

    @Override
    public void environment(String name, String value) {
        record.environment(name, value);
    }
}
