package dev.tocsin.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.tocsin.cluster.Cluster.CommandResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;

/** A command in a container that gets secrets on its standard input. */
final class Whispered {
    private Whispered() {}

    static CommandResult run(GenericContainer<?> machine, List<String> command, List<String> secrets) {
        String input = ShellWords.lines(secrets);
        DockerClient docker = machine.getDockerClient();
        String exec = docker.execCreateCmd(machine.getContainerId())
                .withCmd(command.toArray(String[]::new))
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        Collected collected = new Collected();
        try (collected) {
            docker.execStartCmd(exec)
                    .withStdIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
                    .exec(collected);
            if (!collected.awaitCompletion(PodExec.LONGEST_SECONDS, TimeUnit.SECONDS)) {
                return PodExec.tooLong();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult(PodExec.NOT_RUN, "", "interrupted");
        } catch (java.io.IOException e) {
            return new CommandResult(PodExec.NOT_RUN, "", String.valueOf(e.getMessage()));
        }
        Long code = docker.inspectExecCmd(exec).exec().getExitCodeLong();
        return new CommandResult(
                code == null ? PodExec.NOT_RUN : code.intValue(),
                collected.out.toString(StandardCharsets.UTF_8),
                collected.err.toString(StandardCharsets.UTF_8));
    }

    private static final class Collected extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        @Override
        public void onNext(Frame frame) {
            (frame.getStreamType() == StreamType.STDERR ? err : out).writeBytes(frame.getPayload());
        }
    }
}
