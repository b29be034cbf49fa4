package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One shell in one pod, for one command at a time. */
final class PodShell implements Closeable {
    /** Each line is a mark, a command and its input. When the command has ended, the mark is written to both outputs. */
    private static final String LOOP = """
            while read -r mark command input; do
              printf %b "$input" | (eval "$(printf %b "$command")")
              end="$mark $?"
              echo "$end"
              echo "$end" >&2
            done
            """;

    private final KubernetesClient client;
    private final String pod;
    private final MarkedOutput out = new MarkedOutput();
    private final MarkedOutput err = new MarkedOutput();
    private @Nullable ExecStream exec;
    private boolean usable = true;

    PodShell(KubernetesClient client, String pod) {
        this.client = client;
        this.pod = pod;
    }

    /** False when it has ended, or when nobody knows what it does. */
    boolean usable() {
        return usable && (exec == null || !exec.exitCode().isDone());
    }

    /**
     * One command, to its end.
     *
     * @param input texts for its standard input, each in base64 on a line of its own
     */
    CommandResult run(List<String> command, List<String> input) {
        String mark = UUID.randomUUID().toString();
        CompletableFuture<CommandResult> result = out.until(mark)
                .thenCombine(
                        err.until(mark),
                        (said, complained) -> new CommandResult(said.exitCode(), said.text(), complained.text()));
        usable = false;
        try {
            CompletableFuture<Integer> ended = send(mark + " " + ShellWords.escaped(ShellWords.quoted(command)) + " "
                    + ShellWords.escaped(ShellWords.lines(input)) + "\n");
            CompletableFuture.anyOf(result, ended).get(PodExec.LONGEST_SECONDS, TimeUnit.SECONDS);
            if (!result.isDone()) {
                return new CommandResult(PodExec.NOT_RUN, "", "its shell ended with exit code " + ended.join());
            }
            usable = true;
            return result.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult(PodExec.NOT_RUN, "", "interrupted");
        } catch (TimeoutException e) {
            return PodExec.tooLong();
        } catch (ExecutionException e) {
            return new CommandResult(
                    PodExec.NOT_RUN, "", String.valueOf(e.getCause().getMessage()));
        }
    }

    private CompletableFuture<Integer> send(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        ExecStream open = exec;
        if (open == null) {
            open = ExecStream.start(client, pod, "", List.of("sh", "-c", LOOP), bytes, out, err);
            exec = open;
        } else {
            open.send(bytes);
        }
        return open.exitCode();
    }

    @Override
    public void close() {
        if (exec != null) {
            exec.close();
        }
    }
}
