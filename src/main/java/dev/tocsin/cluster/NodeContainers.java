package dev.tocsin.cluster;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** The containers of a cluster's nodes: a server, and agents on one network with it where there are any. */
final class NodeContainers {
    private final K3sOptions options;
    private final K3sNode server;
    private final Map<String, GenericContainer<?>> all = new LinkedHashMap<>();
    private @Nullable ClusterNetwork network;

    NodeContainers(K3sOptions options, ApiReady ready) throws IOException {
        this.options = options;
        this.server = new K3sNode(options, ready);
        all.put(K3sNode.NAME, server);
        String token = UUID.randomUUID().toString();
        if (options.agents() > 0) {
            server.withEnv(K3sNode.TOKEN, token);
        }
        for (int number = 1; number <= options.agents(); number++) {
            all.put(K3sAgent.name(number), new K3sAgent(K3sAgent.name(number), options, token));
        }
        FixtureImages.preload(all.values(), options.image());
    }

    /**
     * Starts the server, and the agents at once when it serves: an agent that asks earlier is told that the server is
     * not ready, and asks again only after eight seconds.
     */
    void start() {
        if (options.agents() == 0) {
            server.start();
            return;
        }
        ClusterNetwork own = new ClusterNetwork();
        network = own;
        all.forEach((name, node) -> node.withNetwork(own).withNetworkAliases(name));
        server.start();
        ExecutorService starters = Executors.newFixedThreadPool(options.agents());
        try {
            CompletableFuture.allOf(agents().map(agent -> CompletableFuture.runAsync(agent::start, starters))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            starters.shutdown();
        }
    }

    void stop() {
        agents().parallel().forEach(GenericContainer::stop);
        server.stop();
        if (network != null) {
            network.close();
        }
    }

    K3sNode server() {
        return server;
    }

    /** By the nodes' names, the server first. */
    Map<String, GenericContainer<?>> all() {
        return all;
    }

    private Stream<GenericContainer<?>> agents() {
        return all.values().stream().skip(1);
    }
}
