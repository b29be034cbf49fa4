package dev.tocsin.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits until the server lets agents join, which is some tenths of a second after its API serves. */
final class JoinReady {
    private JoinReady() {}

    static void await(K3sNode server, JoinToken token, Duration longest) {
        Config node = new ConfigBuilder(Config.fromKubeconfig(server.getKubeConfigYaml()))
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(token.text())
                .build();
        try (KubernetesClient client = Access.client(node)) {
            Awaitility.await("the server lets agents join")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(longest)
                    .failFast("the server's container has stopped", () -> !server.isRunning())
                    .ignoreExceptions()
                    .until(() -> "ok".equals(client.raw("/v1-k3s/readyz")));
        }
    }
}
