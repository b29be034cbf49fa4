package dev.tocsin.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.DockerClientFactory;

/**
 * Containers, networks and temporary folders of drills whose process was killed. Each carries its owner; whoever starts a cluster next removes
 * those of this host whose owner is gone.
 */
public final class Leftovers {
    /** Label: {@code host/pid}. */
    static final String OWNER = "dev.tocsin.owner";

    private static final String KEPT = "tocsin-kept-";
    private static final Duration LONGEST_REMOVAL = Duration.ofSeconds(30);

    private Leftovers() {}

    static String me() {
        return host() + "/" + ProcessHandle.current().pid();
    }

    /** Those of killed runs; what somebody chose to keep stays. */
    static void sweep() {
        remove(false, container -> !container.getNames()[0].startsWith("/" + KEPT));
    }

    /**
     * Also what was kept.
     *
     * @param all also those whose owner lives, and those of other hosts
     * @return the names of the containers, networks and folders that were removed
     */
    public static List<String> remove(boolean all) {
        return remove(all, container -> true);
    }

    private static List<String> remove(boolean all, Predicate<Container> which) {
        DockerClient docker = DockerClientFactory.lazyClient();
        List<String> gone = new ArrayList<>();
        for (Container container : docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(OWNER))
                .exec()) {
            if (which.test(container) && (all || orphaned(container.getLabels().get(OWNER)))) {
                try {
                    docker.removeContainerCmd(container.getId())
                            .withForce(true)
                            .withRemoveVolumes(true)
                            .exec();
                    gone.add(container.getNames()[0].substring(1));
                } catch (DockerException e) {
                    awaitGone(docker, container.getId()); // another run was faster
                }
            }
        }
        gone.addAll(removeNetworks(docker, all));
        gone.addAll(TempFolder.removeOrphans());
        return gone;
    }

    /** What another removes may not be there any more when it is said that nothing is. */
    private static void awaitGone(DockerClient docker, String container) {
        try {
            Awaitility.await("removed by another run")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .pollInSameThread()
                    .atMost(LONGEST_REMOVAL)
                    .until(() -> docker.listContainersCmd()
                            .withShowAll(true)
                            .withIdFilter(List.of(container))
                            .exec()
                            .isEmpty());
        } catch (ConditionTimeoutException e) {
            // it cannot be removed now: the next clean-up tries again
        }
    }

    /** A network goes when no container has it any more: that of a kept cluster stays, even while it is stopped. */
    private static List<String> removeNetworks(DockerClient docker, boolean all) {
        List<String> gone = new ArrayList<>();
        for (Network network :
                docker.listNetworksCmd().withFilter("label", List.of(OWNER)).exec()) {
            if (!all && !orphaned(network.getLabels().get(OWNER))) {
                continue;
            }
            try {
                if (docker.listContainersCmd()
                        .withShowAll(true)
                        .withNetworkFilter(List.of(network.getId()))
                        .exec()
                        .isEmpty()) {
                    docker.removeNetworkCmd(network.getId()).exec();
                    gone.add(network.getName());
                }
            } catch (DockerException e) {
                // another run was faster
            }
        }
        return gone;
    }

    /** Only of this host: elsewhere a process of this number says nothing. */
    static boolean orphaned(String owner) {
        int slash = owner.lastIndexOf('/');
        return slash > 0
                && owner.substring(0, slash).equals(host())
                && ProcessHandle.of(Long.parseLong(owner.substring(slash + 1))).isEmpty();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
