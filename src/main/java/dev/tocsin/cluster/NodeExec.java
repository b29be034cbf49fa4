package dev.tocsin.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import dev.tocsin.cluster.Cluster.CommandResult;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** Commands in a node's container, through the engine's API, so that the engine may be on another machine. */
final class NodeExec {
    private NodeExec() {}

    /** @throws IOException if it could not be run */
    static CommandResult run(GenericContainer<?> node, List<String> command) throws IOException, InterruptedException {
        var result = node.execInContainer(command.toArray(String[]::new));
        return new CommandResult(result.getExitCode(), result.getStdout(), result.getStderr());
    }

    /** Takes a line that a command prints. */
    interface Taker {
        /** @param length of the line in bytes, its end included */
        void take(String line, int length);
    }

    /** @return ends the command: the engine would let it go on when nobody listens any more */
    static Closeable follow(GenericContainer<?> node, List<String> command, Consumer<String> line) {
        return follow(node, command, (text, length) -> line.accept(text), () -> {});
    }

    /** @param ended told once when nothing more will come, whatever the reason */
    static Closeable follow(GenericContainer<?> node, List<String> command, Taker line, Runnable ended) {
        DockerClient docker = node.getDockerClient();
        String container = node.getContainerId();
        List<String> words = new ArrayList<>(List.of("sh", "-c", "echo $$; exec \"$@\"", "sh"));
        words.addAll(command);
        String exec = docker.execCreateCmd(container)
                .withCmd(words.toArray(String[]::new))
                .withAttachStdout(true)
                .exec()
                .getId();
        Following following = new Following(docker, container, line, ended);
        docker.execStartCmd(exec).exec(following);
        return following;
    }

    private static final class Following extends ResultCallback.Adapter<Frame> {
        private final DockerClient docker;
        private final String container;
        private final LineSplitter lines;
        private final Runnable ended;
        private final AtomicBoolean end = new AtomicBoolean();
        private volatile @Nullable String pid;

        private Following(DockerClient docker, String container, Taker line, Runnable ended) {
            this.docker = docker;
            this.container = container;
            this.ended = ended;
            this.lines = new LineSplitter((text, length) -> {
                if (pid == null) {
                    pid = text;
                } else {
                    line.take(text, length);
                }
            });
        }

        @Override
        public void onError(Throwable error) {
            finish(); // the engine, or the way to it, has gone
        }

        @Override
        public void onComplete() {
            super.onComplete();
            finish();
        }

        private void finish() {
            if (end.compareAndSet(false, true)) {
                ended.run();
            }
        }

        @Override
        public void onNext(Frame frame) {
            lines.accept(frame.getPayload());
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (pid == null) {
                return;
            }
            try {
                String kill = docker.execCreateCmd(container)
                        .withCmd("kill", pid)
                        .exec()
                        .getId();
                docker.execStartCmd(kill)
                        .withDetach(true)
                        .exec(new ResultCallback.Adapter<>())
                        .awaitCompletion();
            } catch (DockerException e) {
                // the node is gone, and the command with it
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
