package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Commands in pods, through the API. Pods are named {@code namespace/name}. */
public final class PodExec {
    static final int LONGEST_SECONDS = 10;
    /** The exit code of a command that could not be run or watched. */
    public static final int NOT_RUN = -1;

    private PodExec() {}

    /** Runs a command to its end; at most ten seconds. */
    public static CommandResult run(KubernetesClient client, String pod, List<String> command) {
        return run(client, pod, "", command);
    }

    /**
     * The same in one of several containers.
     *
     * @param container its name; empty for the pod's first
     */
    public static CommandResult run(KubernetesClient client, String pod, String container, List<String> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecStream exec = ExecStream.start(client, pod, container, command, new byte[0], out, err)) {
            return new CommandResult(
                    exec.exitCode().get(LONGEST_SECONDS, TimeUnit.SECONDS),
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult(NOT_RUN, "", "interrupted");
        } catch (TimeoutException e) {
            return tooLong();
        } catch (ExecutionException e) {
            return new CommandResult(NOT_RUN, "", String.valueOf(e.getCause().getMessage()));
        }
    }

    static CommandResult tooLong() {
        return new CommandResult(NOT_RUN, "", "it went on for more than " + LONGEST_SECONDS + " s");
    }

    /** Starts a command that goes on until it is closed. */
    public static ExecStream start(
            KubernetesClient client, String pod, List<String> command, OutputStream out, OutputStream err) {
        return ExecStream.start(client, pod, "", command, new byte[0], out, err);
    }
}
