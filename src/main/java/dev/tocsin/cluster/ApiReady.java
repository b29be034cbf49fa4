package dev.tocsin.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.k3s.K3sContainer;

/**
 * Waits until the API serves. Nodes and service accounts follow while fixtures are already being applied, so they are
 * waited for there, with the pods that need them.
 */
final class ApiReady extends AbstractWaitStrategy {
    private static final String KUBECONFIG = "/etc/rancher/k3s/k3s.yaml";
    private static final int LOG_LINES = 60;
    private String failureLog = "";
    private final Duration poll = Duration.ofMillis(50);

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
        try (KubernetesClient client = Access.client(config)) {
            Awaitility.await("the API's /readyz")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(poll)
                    .atMost(startupTimeout)
                    .failFast("the node's container has stopped", () -> !node.isRunning())
                    .ignoreExceptions()
                    .until(() -> "ok".equals(client.raw("/readyz")));
        }
    }
}
