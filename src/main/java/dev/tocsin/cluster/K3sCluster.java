package dev.tocsin.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import io.fabric8.kubernetes.client.Config;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/**
 * A k3s server in a container, and agents where they are asked for, made for one drill. Works with a remote Docker host:
 * nothing is bind-mounted.
 */
public final class K3sCluster implements Cluster {
    /** Where the API server writes its audit records, on the server node. */
    public static final String AUDIT_LOG = K3sNode.AUDIT_LOG;

    private static final int LOG_LINES = 60;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration POLL_AHEAD = Duration.ofMillis(500);
    /** How the names of this project's own images begin, which no registry has. */
    private static final String OWN = "tocsin/";

    private final NodeContainers nodes;
    private final Config admin;
    private final @Nullable AuditFeed audit;
    private final Datastore datastore;
    private final Backups backups;
    private @Nullable Archive archive;
    private final Set<Loaded> loaded = ConcurrentHashMap.newKeySet();

    /** An image that was brought to every node, and that a new one needs too. */
    private record Loaded(String name, String namespace) {}

    private K3sCluster(NodeContainers nodes, K3sOptions options) {
        this.nodes = nodes;
        this.audit = options.audit();
        this.datastore = options.datastore();
        this.admin = Config.fromKubeconfig(nodes.server().getKubeConfigYaml());
        this.backups = new Backups(this);
    }

    /**
     * Starts a cluster and waits until its API serves. Agents have been started by then; they join within seconds.
     *
     * @throws ClusterException if there is no engine, no image, or a node does not come up; nothing is left running
     */
    public static K3sCluster start(K3sOptions options) {
        NodeContainers nodes = null;
        ApiReady ready = new ApiReady(options.yielding() ? POLL_AHEAD : POLL);
        try {
            Leftovers.sweep();
            nodes = new NodeContainers(options, ready);
            nodes.start();
            new K3sService(nodes.server()).up();
            return new K3sCluster(nodes, options);
        } catch (Throwable e) { // an Error too: Testcontainers throws some where no engine answers
            String log = ready.failureLog();
            if (nodes != null) {
                nodes.stop();
            }
            close(options.audit());
            throw new ClusterException("The cluster did not come up: " + rootMessage(e), log, e);
        }
    }

    /** A drill has it now: what was booted with what others left of the processors gets its share of them. */
    void wanted() {
        nodes.wanted();
    }

    @Override
    public Config admin() {
        return admin;
    }

    @Override
    public Map<String, String> description() {
        Map<String, String> facts = new LinkedHashMap<>();
        String image = nodes.server().getDockerImageName();
        facts.put("Node image", image);
        facts.put(
                "Node image digest",
                nodes.server().getDockerClient().inspectImageCmd(image).exec().getId());
        facts.put("Nodes", String.join(", ", nodes()));
        facts.put(
                "Container engine",
                nodes.server().getDockerClient().infoCmd().exec().getServerVersion());
        return facts;
    }

    @Override
    public void awaitOwnObjects() {
        OwnObjects.await(this, admin);
    }

    @Override
    public List<String> nodes() {
        return List.copyOf(nodes.all().keySet());
    }

    @Override
    public CommandResult onNode(String node, List<String> command) {
        try {
            return NodeExec.run(container(node), command);
        } catch (IOException e) {
            throw new ClusterException(
                    "The node " + node + " did not run '" + String.join(" ", command) + "'", nodeLog(LOG_LINES), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while the node " + node + " ran a command", "", e);
        }
    }

    @Override
    public Closeable followCommand(String node, List<String> command, Consumer<String> line) {
        return NodeExec.follow(container(node), command, line);
    }

    @Override
    public Closeable followOnNode(String node, String path, Consumer<String> line, Runnable lost) {
        GenericContainer<?> container = container(node);
        return new FollowedFile(
                (command, taker, ended) -> NodeExec.follow(container, command, taker, ended), path, line, lost);
    }

    @Override
    public void loadImage(String image, String namespace) {
        boolean pulled = !image.startsWith(OWN) && !FixtureImages.isHere(image);
        if (!pulled && !FixtureImages.has(nodes.server().getDockerImageName(), namespace, image)) {
            NodeImages.load(nodes.all().values(), image, namespace);
            loaded.add(new Loaded(image, namespace));
        }
    }

    @Override
    public void pause(String node, boolean paused) {
        GenericContainer<?> container = container(node);
        DockerClient docker = container.getDockerClient();
        try {
            if (paused) {
                docker.pauseContainerCmd(container.getContainerId()).exec();
            } else {
                docker.unpauseContainerCmd(container.getContainerId()).exec();
            }
        } catch (DockerException e) {
            throw new ClusterException("The node " + node + " was not paused or resumed: " + e.getMessage(), "", e);
        }
    }

    @Override
    public String replace(String node) {
        if (container(node) == nodes.server()) {
            throw new IllegalArgumentException("The server cannot be replaced: the cluster would go with it.");
        }
        try {
            String fresh = nodes.replace(node);
            loaded.forEach(image -> NodeImages.load(List.of(container(fresh)), image.name(), image.namespace()));
            return fresh;
        } catch (IOException e) {
            throw new ClusterException("The node " + node + " was not replaced: " + e.getMessage(), "", e);
        }
    }

    @Override
    public String state(String node) {
        GenericContainer<?> container = container(node);
        return String.valueOf(container
                .getDockerClient()
                .inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getStatus());
    }

    @Override
    public Datastore datastore() {
        return datastore;
    }

    @Override
    public void stopK3s(String node) {
        new K3sService(container(node)).stop();
    }

    @Override
    public void startK3s(String node) {
        GenericContainer<?> machine = container(node);
        new K3sService(machine).start();
        if (machine == nodes.server()) {
            ApiReady.again(nodes.server(), admin);
        }
    }

    @Override
    public CommandResult serverOnce(List<String> arguments) {
        List<String> all = new ArrayList<>(nodes.server().arguments());
        all.addAll(arguments);
        return new K3sService(nodes.server()).once(all);
    }

    @Override
    public synchronized Archive archive() {
        Archive machine = archive == null ? Archive.start(nodes.all(), nodes.network()) : archive;
        archive = machine;
        return machine;
    }

    @Override
    public Backups backups() {
        return backups;
    }

    @Override
    public void toArchive(String node, String path, String to) {
        archive().take(container(node), path, to);
    }

    @Override
    public void fromArchive(String path, String node, String to) {
        archive().give(path, container(node), to);
    }

    private GenericContainer<?> container(String node) {
        GenericContainer<?> container = nodes.all().get(node);
        if (container == null) {
            throw new IllegalArgumentException(
                    "There is no node '" + node + "' in this cluster. It has " + String.join(", ", nodes()) + ".");
        }
        return container;
    }

    @Override
    public String keep(String name) throws IOException {
        for (int twin = 1; twin < 100; twin++) {
            String free = twin == 1 ? name : name + "-" + twin;
            try {
                for (Map.Entry<String, GenericContainer<?>> node : nodes.all().entrySet()) {
                    rename(node.getValue(), node.getKey().equals(K3sNode.NAME) ? free : free + "-" + node.getKey());
                }
                return free;
            } catch (ConflictException e) {
                // another kept cluster is called so
            } catch (DockerException e) {
                throw new IOException("the container could not be renamed: " + e.getMessage(), e);
            }
        }
        throw new IOException("there are a hundred kept clusters already: ci/tocsin cleanup removes them");
    }

    private static void rename(GenericContainer<?> node, String name) {
        node.getDockerClient()
                .renameContainerCmd(node.getContainerId())
                .withName(name)
                .exec();
    }

    @Override
    public String kubeconfig() {
        return nodes.server().getKubeConfigYaml();
    }

    @Override
    public String nodeLog(int lines) {
        if (nodes.all().size() == 1) {
            return NodeLog.tail(nodes.server(), lines);
        }
        return nodes.all().entrySet().stream()
                .map(node -> "==> " + node.getKey() + " <==\n" + NodeLog.tail(node.getValue(), lines))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        synchronized (this) {
            if (archive != null) {
                archive.close();
            }
        }
        nodes.stop();
        close(audit);
    }

    private static void close(@Nullable AuditFeed audit) {
        if (audit != null) {
            try {
                audit.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Where audit records were sent to did not close", e);
            }
        }
    }

    @Override
    public Optional<AuditFeed> audit() {
        return Optional.ofNullable(audit);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : message.strip();
    }
}
