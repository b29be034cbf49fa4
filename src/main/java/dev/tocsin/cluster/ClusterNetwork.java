package dev.tocsin.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/**
 * The network of one cluster's nodes. Testcontainers' own would go with this process, and with it a cluster that is to be
 * kept; this one carries its owner as containers do.
 */
final class ClusterNetwork implements Network {
    private static final Duration LONGEST = Duration.ofSeconds(10);
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

    /** Its containers must be gone, or on their way: Testcontainers may be removing them at the process's end. */
    @Override
    public void close() {
        try {
            Awaitility.await("network removed")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(LONGEST)
                    .until(this::removed);
        } catch (ConditionTimeoutException e) {
            // still in use: the next clean-up finds it by its label
        }
    }

    private boolean removed() {
        try {
            docker.removeNetworkCmd(id).exec();
            return true;
        } catch (NotFoundException e) {
            return true;
        } catch (DockerException e) {
            return false;
        }
    }
}
