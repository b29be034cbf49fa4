package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.TtyExecErrorable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
        return end(() -> start(client, pod, command, out, err), out, err);
    }

    /**
     * The same with texts that must not stand on a command line, which the API's audit log and the pod's process list show.
     *
     * @param secrets given on standard input, each in base64 on a line of its own; the command must not wait for the input's
     *     end, because the protocol cannot tell it
     */
    public static CommandResult run(KubernetesClient client, String pod, List<String> command, List<String> secrets) {
        String input = secrets.stream()
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\n")
                .collect(Collectors.joining());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        return end(
                () -> {
                    ExecWatch exec =
                            exec(container(client, pod).redirectingInput().writingOutput(out), err, command);
                    exec.getInput().write(input.getBytes(StandardCharsets.UTF_8));
                    exec.getInput().flush();
                    return exec;
                },
                out,
                err);
    }

    /** Starts a command that goes on until it is closed. */
    public static ExecWatch start(
            KubernetesClient client, String pod, List<String> command, OutputStream out, OutputStream err) {
        return exec(container(client, pod).writingOutput(out), err, command);
    }

    private static ContainerResource container(KubernetesClient client, String pod) {
        String[] name = pod.split("/", 2);
        // The client would first watch the pod until it is ready: more requests than were asked for, and time that
        // counts.
        return client.pods().inNamespace(name[0]).withName(name[1]).withReadyWaitTimeout(0);
    }

    private static ExecWatch exec(TtyExecErrorable to, OutputStream err, List<String> command) {
        return to.writingError(err).exec(command.toArray(String[]::new));
    }

    private interface Start {
        ExecWatch exec() throws IOException;
    }

    private static CommandResult end(Start start, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        try (ExecWatch exec = start.exec()) {
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
}
