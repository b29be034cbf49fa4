package dev.tocsin.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/**
 * The network of one cluster's nodes. Testcontainers' own would go with this process, and with it a cluster that is to be
 * kept; this one carries its owner as containers do.
 */
final class ClusterNetwork implements Network {
    private final DockerClient docker = DockerClientFactory.lazyClient();
    private final String id;

    ClusterNetwork() {
        id = docker.createNetworkCmd()
                .withName("tocsin-" + UUID.randomUUID())
                .withDriver("bridge")
                .withLabels(Map.of(Leftovers.OWNER, Leftovers.me()))
                .exec()
                .getId();
    }

    @Override
    public String getId() {
        return id;
    }

    /** Its containers must be gone. */
    @Override
    public void close() {
        try {
            docker.removeNetworkCmd(id).exec();
        } catch (DockerException e) {
            // gone already, or still in use: the next clean-up finds it by its label
        }
    }
}
