package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/**
 * The k3s service of a node's machine, as its service manager stops and starts it. The machine stays, and with it the
 * containers of its pods.
 */
final class K3sService {
    /** The service manager, as a container's entry point. */
    private static final String MANAGER = "/cluster/run-k3s.sh";

    private static final String GO = "touch /run/k3s.go";
    /** From now on the machine outlives its k3s. */
    private static final String UP = "touch /run/k3s.up";
    /** It is given five seconds to end by itself. */
    private static final String STOP = """
            pid=$(pgrep -xo k3s) || exit 0
            kill -CONT "$pid"; kill -TERM "$pid"
            for try in $(seq 100); do kill -0 "$pid" 2>/dev/null || exit 0; sleep 0.05; done
            kill -KILL "$pid"
            for try in $(seq 100); do kill -0 "$pid" 2>/dev/null || exit 0; sleep 0.05; done
            exit 1
            """;
    /** What runs already is left alone. */
    private static final String START = """
            pgrep -x k3s >/dev/null && exit 0
            %s
            for try in $(seq 100); do pgrep -x k3s >/dev/null && exit 0; sleep 0.05; done
            exit 1
            """.formatted(GO);

    private final GenericContainer<?> node;

    K3sService(GenericContainer<?> node) {
        this.node = node;
    }

    /**
     * What a node's container runs.
     *
     * @param atOnce whether k3s runs from the beginning; else from the first {@link #join} on
     */
    static List<String> entryPoint(boolean atOnce) {
        return List.of("sh", "-c", (atOnce ? GO + "\n" : "") + manager(), "run-k3s");
    }

    private static String manager() {
        try (InputStream in = K3sService.class.getResourceAsStream(MANAGER)) {
            if (in == null) {
                throw new IllegalStateException(MANAGER + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that the machine is up. */
    void up() {
        must("the machine was not told that it is up", UP);
    }

    /** Runs k3s on a machine that was made to wait for it, and says that it is up. */
    void join() {
        must("the machine was not told to join", UP + " && " + GO);
    }

    /** @throws ClusterException if it did not end */
    void stop() {
        must("k3s did not end", STOP);
    }

    /**
     * Returns when k3s runs; whether it serves is for others to see.
     *
     * @throws ClusterException if it does not run
     */
    void start() {
        must("k3s did not start", START);
    }

    /** Runs k3s with these arguments, to its end. */
    CommandResult once(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/k3s"));
        command.addAll(arguments);
        return run(command);
    }

    private void must(String failure, String script) {
        CommandResult result = run(List.of("sh", "-c", script));
        if (result.exitCode() != 0) {
            throw new ClusterException(failure + " " + result.stderr().strip(), NodeLog.tail(node, 60), null);
        }
    }

    private CommandResult run(List<String> command) {
        try {
            return NodeExec.run(node, command);
        } catch (IOException e) {
            throw new ClusterException("The node did not run " + command.get(0), NodeLog.tail(node, 60), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while the node ran a command", "", e);
        }
    }
}
