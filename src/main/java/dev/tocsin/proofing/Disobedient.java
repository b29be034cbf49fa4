package dev.tocsin.proofing;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.ClusterException;
import dev.tocsin.cluster.ForwardingCluster;
import java.util.List;

/** A cluster whose machines do nothing for whoever asks. */
final class Disobedient extends ForwardingCluster {
    Disobedient(Cluster real) {
        super(real);
    }

    @Override
    public CommandResult onNode(String node, List<String> command) {
        throw refused(node);
    }

    @Override
    public void loadImage(String image, String namespace) {
        throw refused(String.join(", ", nodes()));
    }

    @Override
    public void pause(String node, boolean paused) {
        throw refused(node);
    }

    @Override
    public void stopK3s(String node) {
        throw refused(node);
    }

    @Override
    public void startK3s(String node) {
        throw refused(node);
    }

    @Override
    public String replace(String node) {
        throw refused(node);
    }

    private static ClusterException refused(String node) {
        return new ClusterException("The responder has no right to the machine of node " + node, "", null);
    }
}
