package dev.tocsin.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.Closeable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a drill runs. Closing it leaves nothing of the drill: one that was made for it is removed. */
public interface Cluster extends AutoCloseable {
    /** Whose images in the nodes' containerd are those of pods. */
    String PODS = "k8s.io";

    /** Where a node keeps its pods' files: what is full here makes the kubelet give up pods. */
    String DISK = "/var/lib/kubelet";

    /** The cluster administrator's access; for set-up and clean-up, never for attacks, response or proofs. */
    Config admin();

    /** A client that acts in it, and sends each request once. */
    default KubernetesClient client(Config access) {
        return Access.client(access);
    }

    /** One for set-up, which nobody measures, and which tries again. */
    default KubernetesClient patientClient(Config access) {
        return Access.patientClient(access);
    }

    /** Whether others use it too: then what is not the drill's is left alone, and others' doings are in its records. */
    default boolean isShared() {
        return false;
    }

    /**
     * Asked before each step of an attack.
     *
     * @throws ClusterException if the drill is to end, with the reason
     */
    default void mayGoOn() {}

    /**
     * Told of a request to the API that is sent from within, not by {@link #client}.
     *
     * @param path with its query
     * @param body as JSON; null if there is none
     * @throws ClusterException if it may not be sent
     */
    default void beforeRequest(String method, String path, @Nullable String body) {}

    /** @param told why, when the drill is to end at once */
    default void whenToEnd(Consumer<String> told) {}

    /** What it is, for the report: image, Kubernetes version, ... in order. */
    Map<String, String> description();

    /**
     * Returns when all that it makes of itself is there: what comes later is somebody's doing.
     *
     * @throws ClusterException if it does not come
     */
    default void awaitOwnObjects() {}

    /** Its nodes by the names that Kubernetes knows them by: {@code server}, {@code agent-1}, ...; the server first. */
    List<String> nodes();

    /**
     * Runs a command on a node itself, to its end.
     *
     * @param node one of {@link #nodes()}
     * @throws IllegalArgumentException if there is no such node
     */
    CommandResult onNode(String node, List<String> command);

    /** Runs a command on the server node itself. */
    default CommandResult onNode(List<String> command) {
        return onNode(nodes().get(0), command);
    }

    /**
     * Follows a file on a node from its start, over rotations, over the end of whatever reads it there, and over restarts of
     * the node: no line is lost or given twice.
     *
     * @param node one of {@link #nodes()}
     * @param path absolute path on the node; the file may not exist yet, and may be rotated to {@code name-time.ending}
     * @param line gets each whole line as soon as it is written, on one thread at a time
     * @param lost told when a part of the file was removed before it could be read
     * @return stops following
     * @throws IllegalArgumentException if there is no such node
     */
    Closeable followOnNode(String node, String path, Consumer<String> line, Runnable lost);

    /**
     * Follows its API servers' audit logs likewise.
     *
     * @throws ClusterException if they cannot be read
     */
    default Closeable followAudit(Consumer<String> line, Runnable lost) {
        return followOnNode(nodes().get(0), K3sCluster.AUDIT_LOG, line, lost);
    }

    /** The same for what may be lost. */
    default Closeable followOnNode(String node, String path, Consumer<String> line) {
        return followOnNode(node, path, line, () -> {});
    }

    /**
     * Starts a command on a node itself, one that goes on until it is closed.
     *
     * @param node one of {@link #nodes()}
     * @param line gets each whole line of its standard output as soon as it is written, on one thread
     * @return ends the command
     * @throws IllegalArgumentException if there is no such node
     */
    Closeable followCommand(String node, List<String> command, Consumer<String> line);

    /**
     * Brings an image of this machine's container engine to every node, unless each has it from the start. What is not ours and
     * not on this machine is left for the nodes to pull.
     *
     * @param image its name and tag
     * @param namespace whose it is in the nodes' containerd: {@link #PODS}; what Kubernetes is not to know of has one of
     *     its own
     * @throws ClusterException if it is ours and not on this machine, or a node does not take it
     */
    void loadImage(String image, String namespace);

    /**
     * Freezes every process of a node, as on a machine that hangs, or lets them go on.
     *
     * @param node one of {@link #nodes()}
     * @throws ClusterException if the engine does not do it
     */
    void pause(String node, boolean paused);

    /**
     * Takes a node's machine away with all that is on it and puts a fresh one into its place, with a name and an address
     * that none had before: a name that came back would give what it may do to the old node's certificate, which cannot be
     * revoked. It joins with a new token; the one of before is refused within ten seconds. Kubernetes' own object of the
     * old node is the caller's to delete.
     *
     * @param node one of {@link #nodes()} but the server
     * @return the fresh one's name
     * @throws IllegalArgumentException if it is not
     * @throws ClusterException if no other could be made
     */
    default String replace(String node) {
        throw new ClusterException("The machine of node " + node + " cannot be replaced here", "", null);
    }

    /** Where it keeps its objects. */
    default Datastore datastore() {
        return Datastore.SQLITE;
    }

    /**
     * Stops k3s on a node, as its service manager does: the machine stays, and what its pods run goes on. What is stopped
     * stays so.
     *
     * @param node one of {@link #nodes()}
     * @throws ClusterException if it did not end
     */
    default void stopK3s(String node) {
        throw new ClusterException("k3s on node " + node + " cannot be stopped here", "", null);
    }

    /**
     * Starts k3s on a node; what runs is left alone. Returns when it runs, on the server when the API serves.
     *
     * @param node one of {@link #nodes()}
     * @throws ClusterException if it does not
     */
    default void startK3s(String node) {
        throw new ClusterException("k3s on node " + node + " cannot be started here", "", null);
    }

    /** Runs k3s on the stopped server once, to its end, with its own arguments and these: {@code --cluster-reset}. */
    default CommandResult serverOnce(List<String> arguments) {
        throw new ClusterException("The server cannot be started here", "", null);
    }

    /**
     * The machine beside the cluster, which is started when it is first asked for.
     *
     * @throws ClusterException if there is none
     */
    default Archive archive() {
        throw new ClusterException("There is no machine beside this cluster", "", null);
    }

    /** Backups of the datastore, on that machine. */
    default Backups backups() {
        throw new ClusterException("There is no machine beside this cluster", "", null);
    }

    /**
     * Brings a file or folder of a node's to the machine beside the cluster.
     *
     * @param to a folder there
     */
    default void toArchive(String node, String path, String to) {
        throw new ClusterException("There is no machine beside this cluster", "", null);
    }

    /**
     * The other way round.
     *
     * @param to a folder on the node
     */
    default void fromArchive(String path, String node, String to) {
        throw new ClusterException("There is no machine beside this cluster", "", null);
    }

    /** What the container engine says of a node: {@code running}, {@code paused}, {@code exited}. */
    String state(String node);

    /**
     * Lets the cluster outlive this process: nothing removes it but a clean-up that is asked for.
     *
     * @param name what the server node is to be called; a number is added if another is called so
     * @return what it is called now
     * @throws java.io.IOException if that cannot be done
     */
    String keep(String name) throws java.io.IOException;

    /** The administrator's access as a kubeconfig file's text. */
    String kubeconfig();

    /** To where its API server sends its audit records, if it does. */
    default Optional<AuditFeed> audit() {
        return Optional.empty();
    }

    /** The last lines of each node's own log. */
    String nodeLog(int lines);

    @Override
    void close();

    /**
     * @param exitCode the command's exit code
     * @param stdout its standard output
     * @param stderr its standard error
     */
    record CommandResult(int exitCode, String stdout, String stderr) {}
}
