package dev.tocsin.cluster;

import com.github.dockerjava.api.exception.DockerException;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** The containers of a cluster's nodes: a server, and agents on one network with it where there are any. */
final class NodeContainers {
    private K3sOptions options;
    private final K3sNode server;
    private final List<K3sAgent> agents = new ArrayList<>();
    private final Map<String, GenericContainer<?>> all = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile JoinToken token = JoinToken.fresh();
    private @Nullable ClusterNetwork network;
    private int last;

    NodeContainers(K3sOptions options, ApiReady ready) throws IOException {
        this.options = options;
        this.last = options.agents();
        this.server = new K3sNode(options, ready);
        all.put(K3sNode.NAME, server);
        for (int number = 1; number <= options.agents(); number++) {
            K3sAgent agent = new K3sAgent(K3sAgent.name(number), options, token);
            agents.add(agent);
            all.put(K3sAgent.name(number), agent);
        }
        FixtureImages.preload(all.values(), options.image());
    }

    /**
     * Starts the server, waits until it serves, and lets the agents join.
     *
     * @throws IOException if the server does not let them join
     * @throws ClusterException if an agent has stopped
     */
    void start() throws IOException {
        if (agents.isEmpty()) {
            server.start();
            return;
        }
        ClusterNetwork own = new ClusterNetwork();
        network = own;
        all.forEach((name, node) -> node.withNetwork(own).withNetworkAliases(name));
        ExecutorService starters = Executors.newFixedThreadPool(agents.size());
        CompletableFuture<Void> waiting = CompletableFuture.allOf(agents.stream()
                .map(agent -> CompletableFuture.runAsync(agent::start, starters))
                .toArray(CompletableFuture[]::new));
        starters.shutdown();
        try {
            server.start();
            token.register(admin());
            JoinReady.await(server, token, options.startup());
        } finally {
            waiting.handle((done, failed) -> done).join(); // what is half made cannot be removed
        }
        try {
            waiting.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        for (K3sAgent agent : agents) {
            agent.join();
        }
    }

    private Config admin() {
        return Config.fromKubeconfig(server.getKubeConfigYaml());
    }

    /**
     * Removes an agent's machine with all that is on it; a fresh one with the next name joins with a new token. It is made
     * first, so that it does not get the old one's address.
     *
     * @return its name
     * @throws IOException if it could not be made
     */
    synchronized String replace(String name) throws IOException {
        JoinToken old = token;
        JoinToken fresh = JoinToken.fresh();
        String next = K3sAgent.name(++last);
        K3sAgent agent = new K3sAgent(next, options, fresh);
        FixtureImages.preload(List.of(agent), options.image());
        agent.withNetwork(network).withNetworkAliases(next);
        all.put(next, agent);
        agent.start();
        Config admin = admin();
        fresh.register(admin);
        token = fresh;
        old.revoke(admin);
        stop(all.remove(name));
        agent.join();
        return next;
    }

    /** From now on the nodes get their share of the processors, and so do those that replace them. */
    synchronized void wanted() {
        options = options.wanted();
        all().values().forEach(NodeContainer::wanted);
    }

    void stop() {
        List.copyOf(all().values()).parallelStream().forEach(NodeContainers::stop);
        if (network != null) {
            network.close();
        }
    }

    private static void stop(GenericContainer<?> node) {
        try {
            node.stop();
        } catch (DockerException e) {
            // Testcontainers' own clean-up at the process's end was faster; else the next clean-up finds it by its
            // label
        }
    }

    /** The network of server and agents; null for a server alone, which is on the engine's own. */
    @Nullable
    ClusterNetwork network() {
        return network;
    }

    K3sNode server() {
        return server;
    }

    /** By the nodes' names, the server first. */
    Map<String, GenericContainer<?>> all() {
        synchronized (all) {
            return new LinkedHashMap<>(all);
        }
    }
}
