package dev.tocsin.cluster;

import com.github.dockerjava.api.exception.DockerException;
import dev.tocsin.cluster.Cluster.CommandResult;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A machine beside a cluster, which outlives whatever befalls the cluster: backups lie on it, and users' clients ask from it. It
 * has PostgreSQL's clients, curl and a shell, and knows the nodes by their names.
 */
public final class Archive implements AutoCloseable {
    /** Where its files lie. */
    public static final String FOLDER = "/archive";

    /** Where a database's base backup ({@code base}) and its WAL ({@code wal}) lie. */
    public static final String LEDGER = FOLDER + "/ledger";

    private static final String IMAGE = "tocsin/archive:1";
    private final GenericContainer<?> machine;

    private Archive(GenericContainer<?> machine) {
        this.machine = machine;
    }

    /** @throws ClusterException if its image is not on this machine, or it does not start */
    static Archive start(Map<String, GenericContainer<?>> nodes, @Nullable ClusterNetwork network) {
        if (!FixtureImages.isHere(IMAGE)) {
            throw new ClusterException(
                    "The image " + IMAGE + " is not on this machine. Run ci/setup, which builds it.", "", null);
        }
        GenericContainer<?> machine = new GenericContainer<>(DockerImageName.parse(IMAGE));
        machine.withLabel(Leftovers.OWNER, Leftovers.me());
        machine.withCreateContainerCmdModifier(command -> command.withHostName("archive"));
        if (network != null) {
            machine.withNetwork(network).withNetworkAliases("archive");
        } else {
            nodes.forEach((name, node) -> machine.withExtraHost(name, address(node)));
        }
        try {
            machine.start();
        } catch (RuntimeException e) {
            throw new ClusterException("The archive's machine did not start: " + e.getMessage(), "", e);
        }
        return new Archive(machine);
    }

    private static String address(GenericContainer<?> node) {
        return node
                .getDockerClient()
                .inspectContainerCmd(node.getContainerId())
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .stream()
                .map(network -> String.valueOf(network.getIpAddress()))
                .findFirst()
                .orElseThrow();
    }

    /** A file of messages to people, one a line. */
    public static String messages(String name) {
        return FOLDER + "/messages/" + name;
    }

    /** Runs a command to its end. */
    public CommandResult run(List<String> command) {
        try {
            return NodeExec.run(machine, command);
        } catch (IOException e) {
            throw new ClusterException("The archive did not run " + command.get(0), "", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while the archive ran " + command.get(0), "", e);
        }
    }

    /**
     * Runs a command to its end; at most ten seconds.
     *
     * @param secrets given on standard input, each in base64 on a line of its own: a command line would show them
     */
    public CommandResult run(List<String> command, List<String> secrets) {
        return Whispered.run(machine, command, secrets);
    }

    /** The same for a shell's script, with its arguments as $1, $2, ... */
    public CommandResult script(String script, Collection<String> arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("sh", "-c", script, "archive"));
        command.addAll(arguments);
        return run(command);
    }

    /**
     * Starts a program that is spoken to line by line.
     *
     * @param line gets each whole line of its output and of its errors, on one thread
     * @param ended told once when nothing more will come
     */
    public Conversation talk(List<String> command, Consumer<String> line, Runnable ended) {
        return Conversation.start(machine, command, line, ended);
    }

    /** Starts a command that goes on until it is closed. */
    public Closeable follow(List<String> command, Consumer<String> line, Runnable ended) {
        return NodeExec.follow(machine, command, (text, length) -> line.accept(text), ended);
    }

    /**
     * Brings a file or folder of a node's here.
     *
     * @param to an absolute path of a folder that is there
     */
    void take(GenericContainer<?> node, String path, String to) {
        carry(node, path, machine, to);
    }

    /**
     * Brings a file or folder of this machine's to a node.
     *
     * @param to an absolute path of a folder that is there
     */
    void give(String path, GenericContainer<?> node, String to) {
        carry(machine, path, node, to);
    }

    private static void carry(GenericContainer<?> from, String path, GenericContainer<?> onto, String to) {
        try (InputStream tar = from.getDockerClient()
                .copyArchiveFromContainerCmd(from.getContainerId(), path)
                .exec()) {
            onto.getDockerClient()
                    .copyArchiveToContainerCmd(onto.getContainerId())
                    .withTarInputStream(tar)
                    .withRemotePath(to)
                    .exec();
        } catch (IOException | DockerException e) {
            throw new ClusterException(path + " could not be brought to " + to + ": " + e.getMessage(), "", e);
        }
    }

    @Override
    public void close() {
        try {
            machine.stop();
        } catch (DockerException e) {
            // Testcontainers' own clean-up at the process's end was faster
        }
    }
}
