package dev.tocsin.cluster;

import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A k3s agent as a container, on the server's network. */
final class K3sAgent extends GenericContainer<K3sAgent> {
    /** @param token what the server was started with */
    K3sAgent(String name, K3sOptions options, String token) {
        super(DockerImageName.parse(options.image()));
        withPrivilegedMode(true);
        withTmpFs(Map.of("/run", "", "/var/run", ""));
        withEnv("K3S_URL", "https://" + K3sNode.NAME + ":6443");
        withEnv(K3sNode.TOKEN, token);
        withCommand("agent", "--node-name=" + name);
        NodeContainer.setUp(this, name, options);
        // Whether it has joined is Kubernetes' to say: whoever needs all nodes waits for them there.
        waitingFor(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {
                // it runs: nothing else to wait for here
            }
        });
    }

    static String name(int number) {
        return "agent-" + number;
    }
}
