package dev.tocsin.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.k3s.K3sContainer;

/**
 * Waits until the API serves. Nodes and service accounts follow while fixtures are already being applied, so they are
 * waited for there, with the pods that need them.
 */
final class ApiReady extends AbstractWaitStrategy {
    private static final String KUBECONFIG = "/etc/rancher/k3s/k3s.yaml";
    private static final int LOG_LINES = 60;
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration POLL_AGAIN = Duration.ofMillis(50);
    private final Duration poll;
    private String failureLog = "";

    /** @param poll how often it is asked: each time costs the engine and this process some of the processors */
    ApiReady(Duration poll) {
        this.poll = poll;
    }

    /** The tail of the node's log at the moment at which waiting was given up; the container is removed right after. */
    String failureLog() {
        return failureLog;
    }

    @Override
    protected void waitUntilReady() {
        K3sContainer node = (K3sContainer) waitStrategyTarget;
        try {
            awaitApi(node);
        } catch (RuntimeException e) {
            failureLog = NodeLog.tail(node, LOG_LINES);
            throw e;
        }
    }

    private void awaitApi(K3sContainer node) {
        String[] kubeconfig = new String[1];
        Awaitility.await("kubeconfig on the node")
                .pollDelay(Duration.ZERO)
                .pollInterval(poll)
                .atMost(startupTimeout)
                .failFast("the node's container has stopped", () -> !node.isRunning())
                .ignoreExceptions()
                .until(() -> {
                    kubeconfig[0] = node.copyFileFromContainer(
                            KUBECONFIG, in -> new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                    return kubeconfig[0].contains("client-key-data");
                });
        Config config = Config.fromKubeconfig(kubeconfig[0]);
        config.setMasterUrl("https://" + node.getHost() + ":" + node.getMappedPort(K3sContainer.KUBE_SECURE_PORT));
        await(config, poll, startupTimeout, "the node's container has stopped", () -> !node.isRunning());
    }

    /**
     * Waits until the API of a server on which k3s was started serves again.
     *
     * @throws ClusterException if it does not within 90 s
     */
    static void again(K3sContainer node, Config admin) {
        try {
            await(admin, POLL_AGAIN, LONGEST_START, "interrupted", () -> Thread.currentThread()
                    .isInterrupted());
        } catch (ConditionTimeoutException e) {
            throw new ClusterException(
                    "The API does not serve after k3s was started", NodeLog.tail(node, LOG_LINES), e);
        }
    }

    private static void await(Config config, Duration poll, Duration longest, String given, Callable<Boolean> up) {
        try (KubernetesClient client = Access.client(config)) {
            Awaitility.await("the API's /readyz")
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(poll)
                    .atMost(longest)
                    .failFast(given, up)
                    .ignoreExceptions()
                    .until(() -> "ok".equals(client.raw("/readyz")));
        }
    }
}
