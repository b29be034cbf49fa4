package dev.tocsin.cluster;

import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A k3s agent as a container, on the server's network. Its container is made while the server boots, and waits there
 * until it is told to join: an agent that asks too early is refused, and asks again only after seven seconds.
 */
final class K3sAgent extends GenericContainer<K3sAgent> {
    /** @param token what the server lets it join with */
    K3sAgent(String name, K3sOptions options, JoinToken token) {
        super(DockerImageName.parse(options.image()));
        withPrivilegedMode(true);
        withTmpFs(Map.of("/run", "", "/var/run", ""));
        withEnv("K3S_URL", "https://" + K3sNode.NAME + ":6443");
        withEnv("K3S_TOKEN", token.text());
        withCommand("agent", "--node-name=" + name);
        withCreateContainerCmdModifier(command -> command.withEntrypoint(K3sService.entryPoint(false)));
        NodeContainer.setUp(this, name, options);
        // Whether it has joined is Kubernetes' to say: whoever needs all nodes waits for them there.
        waitingFor(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {
                // it runs: nothing else to wait for here
            }
        });
    }

    /** @throws ClusterException if the container has stopped */
    void join() {
        new K3sService(this).join();
    }

    static String name(int number) {
        return "agent-" + number;
    }
}
