package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The k3s service of the server's machine, as its service manager stops and starts it. The machine stays, and with it the
 * containers of its pods.
 */
final class ServerService {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(50);
    /** It is given five seconds to end by itself. */
    private static final String STOP = """
            pid=$(pgrep -xo k3s) || exit 0
            kill -CONT "$pid"; kill -TERM "$pid"
            for try in $(seq 100); do kill -0 "$pid" 2>/dev/null || exit 0; sleep 0.05; done
            kill -KILL "$pid"
            for try in $(seq 100); do kill -0 "$pid" 2>/dev/null || exit 0; sleep 0.05; done
            exit 1
            """;

    private final K3sNode server;
    private final Config admin;

    ServerService(K3sNode server, Config admin) {
        this.server = server;
        this.admin = admin;
    }

    /** As the container's entry point. */
    static String script() {
        try (InputStream in = ServerService.class.getResourceAsStream("/cluster/run-server.sh")) {
            if (in == null) {
                throw new IllegalStateException("cluster/run-server.sh is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the machine outlives its k3s. */
    void up() {
        run("touch", "/run/k3s.up");
    }

    void stop() {
        if (run("sh", "-c", STOP).exitCode() != 0) {
            throw new ClusterException("k3s on the server did not end", NodeLog.tail(server, 60), null);
        }
    }

    /** What runs already is left alone. */
    void start() {
        if (run("pgrep", "-x", "k3s").exitCode() != 0) {
            run("touch", "/run/k3s.go");
        }
        try (KubernetesClient client = Access.client(admin)) {
            Awaitility.await("the API's /readyz")
                    .pollInSameThread()
                    .pollDelay(POLL)
                    .pollInterval(POLL)
                    .atMost(LONGEST_START)
                    .failFast("interrupted", () -> Thread.currentThread().isInterrupted())
                    .ignoreExceptions()
                    .until(() -> "ok".equals(client.raw("/readyz")));
        } catch (ConditionTimeoutException e) {
            throw new ClusterException("The API does not serve after k3s was started", NodeLog.tail(server, 60), e);
        }
    }

    /** Runs k3s with its own arguments and some more, to its end. */
    CommandResult once(List<String> more) {
        List<String> command = new ArrayList<>(List.of("/bin/k3s"));
        command.addAll(server.arguments());
        command.addAll(more);
        return run(command.toArray(String[]::new));
    }

    private CommandResult run(String... command) {
        try {
            return NodeExec.run(server, List.of(command));
        } catch (IOException e) {
            throw new ClusterException("The server's machine did not run " + command[0], "", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while the server's machine ran " + command[0], "", e);
        }
    }
}
