package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands in pods, through the API. Pods are named {@code namespace/name}. */
public final class PodExec {
    private static final int LONGEST_SECONDS = 10;
    /** The exit code of a command that could not be run or watched. */
    public static final int NOT_RUN = -1;

    private PodExec() {}

    /** Runs a command to its end; at most ten seconds. */
    public static CommandResult run(KubernetesClient client, String pod, List<String> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecWatch exec = start(client, pod, command, out, err)) {
            Integer code = exec.exitCode().get(LONGEST_SECONDS, TimeUnit.SECONDS);
            return new CommandResult(
                    code == null ? NOT_RUN : code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult(NOT_RUN, "", "interrupted");
        } catch (Exception e) {
            return new CommandResult(NOT_RUN, "", String.valueOf(e.getMessage()));
        }
    }

    /** Starts a command that goes on until it is closed. */
    public static ExecWatch start(
            KubernetesClient client, String pod, List<String> command, OutputStream out, OutputStream err) {
        String[] name = pod.split("/", 2);
        return client.pods()
                .inNamespace(name[0])
                .withName(name[1])
                .writingOutput(out)
                .writingError(err)
                .exec(command.toArray(String[]::new));
    }
}
