package dev.tocsin.prove;

import dev.tocsin.cluster.ExecStream;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.step.Scope;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A user's client that asks a URL several times a second for as long as the drill lasts, in one exec, so that its
 * looking leaves a single record in the audit log.
 */
public final class SteadyWatch implements AutoCloseable {
    private final Closeable asking;
    private final Answers answers;

    private SteadyWatch(Closeable asking, Answers answers) {
        this.asking = asking;
        this.answers = answers;
    }

    /**
     * @param place {@code namespace/name} of a pod that has curl, or {@code outside}
     * @param url has no character that a shell would read; the schema sees to that
     * @param good the status that counts as an answer
     */
    public static SteadyWatch start(
            Scope scope, String place, String url, Duration every, String good, InstantSource clock) {
        Answers answers = new Answers(clock.instant(), every);
        SteadyLines lines = new SteadyLines(answers, good, clock);
        List<String> command = SteadyLines.command(url, every);
        if (Place.isOutside(place)) {
            return new SteadyWatch(scope.cluster().archive().follow(command, lines, () -> {}), answers);
        }
        Sink sink = new Sink(lines);
        ExecStream exec = PodExec.start(scope.prober(), place, command, sink, OutputStream.nullOutputStream());
        return new SteadyWatch(
                () -> {
                    exec.close();
                    sink.close();
                },
                answers);
    }

    /** From when on all answers are good; null if they are not, or none comes any more. */
    public @Nullable Instant healthySince(Instant now) {
        return answers.healthySince(now);
    }

    /** What came so far, with the silence up to now. */
    public Answers.Summary summary(Instant now) {
        return answers.summary(now);
    }

    @Override
    public void close() {
        try {
            asking.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the stream into lines as it comes. */
    private static final class Sink extends OutputStream {
        private final Consumer<String> line;
        private final StringBuilder pending = new StringBuilder();

        Sink(Consumer<String> line) {
            this.line = line;
        }

        @Override
        public void write(int b) {
            if (b == '\n') {
                line.accept(pending.toString().strip());
                pending.setLength(0);
            } else {
                pending.append((char) b);
            }
        }

        @Override
        public void close() {
            pending.setLength(0);
        }
    }
}
