package dev.tocsin.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.fabric8.kubernetes.client.Config;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A single k3s server in a container, made for one drill. Works with a remote Docker host: nothing is bind-mounted. */
public final class K3sCluster implements Cluster {
    /** Where the API server writes its audit records, on the node. */
    public static final String AUDIT_LOG = K3sNode.AUDIT_LOG;

    private static final int LOG_LINES = 60;
    private final K3sNode node;
    private final Config admin;

    private K3sCluster(K3sNode node) {
        this.node = node;
        this.admin = Config.fromKubeconfig(node.getKubeConfigYaml());
    }

    /**
     * Starts a cluster and waits until its API serves.
     *
     * @throws ClusterException if there is no engine, no image, or the node does not come up; nothing is left running
     */
    public static K3sCluster start(K3sOptions options) {
        K3sNode node = null;
        ApiReady ready = new ApiReady();
        try {
            Leftovers.sweep();
            node = new K3sNode(options, ready);
            FixtureImages.preload(node, options.image());
            node.start();
            return new K3sCluster(node);
        } catch (Throwable e) { // an Error too: Testcontainers throws some where no engine answers
            String log = ready.failureLog();
            if (node != null) {
                node.stop();
            }
            throw new ClusterException("The cluster did not come up: " + rootMessage(e), log, e);
        }
    }

    @Override
    public Config admin() {
        return admin;
    }

    @Override
    public Map<String, String> description() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Node image", node.getDockerImageName());
        facts.put("Container engine", node.getDockerClient().infoCmd().exec().getServerVersion());
        return facts;
    }

    @Override
    public CommandResult onNode(List<String> command) {
        try {
            var result = node.execInContainer(command.toArray(String[]::new));
            return new CommandResult(result.getExitCode(), result.getStdout(), result.getStderr());
        } catch (IOException e) {
            throw new ClusterException(
                    "The node did not run '" + String.join(" ", command) + "'", nodeLog(LOG_LINES), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while the node ran a command", "", e);
        }
    }

    @Override
    public Closeable followOnNode(String path, Consumer<String> line) {
        DockerClient docker = node.getDockerClient();
        String exec = docker.execCreateCmd(node.getContainerId())
                .withCmd("tail", "-n", "+1", "-F", path)
                .withAttachStdout(true)
                .exec()
                .getId();
        LineSplitter lines = new LineSplitter(line);
        return docker.execStartCmd(exec).exec(new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                lines.accept(frame.getPayload());
            }
        });
    }

    @Override
    public String keep(String name) throws IOException {
        for (int twin = 1; twin < 100; twin++) {
            String free = twin == 1 ? name : name + "-" + twin;
            try {
                node.getDockerClient()
                        .renameContainerCmd(node.getContainerId())
                        .withName(free)
                        .exec();
                return free;
            } catch (com.github.dockerjava.api.exception.ConflictException e) {
                // another kept cluster is called so
            } catch (com.github.dockerjava.api.exception.DockerException e) {
                throw new IOException("the container could not be renamed: " + e.getMessage(), e);
            }
        }
        throw new IOException("there are a hundred kept clusters already: ci/tocsin cleanup removes them");
    }

    @Override
    public String kubeconfig() {
        return node.getKubeConfigYaml();
    }

    @Override
    public String nodeLog(int lines) {
        return NodeLog.tail(node, lines);
    }

    @Override
    public void close() {
        node.stop();
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
