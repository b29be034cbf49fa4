package dev.tocsin.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;

/** A program in a container that is spoken to line by line. */
public final class Conversation implements AutoCloseable {
    private final OutputStream in;
    private final ResultCallback.Adapter<Frame> out;

    private Conversation(OutputStream in, ResultCallback.Adapter<Frame> out) {
        this.in = in;
        this.out = out;
    }

    static Conversation start(
            GenericContainer<?> machine, List<String> command, Consumer<String> line, Runnable ended) {
        DockerClient docker = machine.getDockerClient();
        String exec = docker.execCreateCmd(machine.getContainerId())
                .withCmd(command.toArray(String[]::new))
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        Heard heard = new Heard(line, ended);
        try {
            PipedInputStream pipe = new PipedInputStream(1 << 16);
            PipedOutputStream in = new PipedOutputStream(pipe);
            docker.execStartCmd(exec).withStdIn(pipe).exec(heard);
            return new Conversation(in, heard);
        } catch (IOException e) {
            throw new ClusterException("A pipe could not be made", "", e);
        }
    }

    /** @throws IOException if the program has ended */
    public void say(String text) throws IOException {
        in.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Ends its standard input, and stops listening. */
    @Override
    public void close() {
        try (in;
                out) {
            in.flush();
        } catch (IOException e) {
            // it has ended by itself
        }
    }

    private static final class Heard extends ResultCallback.Adapter<Frame> {
        private final LineSplitter output;
        private final LineSplitter errors;
        private final Runnable ended;
        private final AtomicBoolean end = new AtomicBoolean();

        Heard(Consumer<String> line, Runnable ended) {
            this.output = new LineSplitter((text, length) -> line.accept(text));
            this.errors = new LineSplitter((text, length) -> line.accept(text));
            this.ended = ended;
        }

        @Override
        public void onNext(Frame frame) {
            (frame.getStreamType() == StreamType.STDERR ? errors : output).accept(frame.getPayload());
        }

        @Override
        public void onError(Throwable error) {
            finish();
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
    }
}
