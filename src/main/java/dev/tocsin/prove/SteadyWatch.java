package dev.tocsin.prove;

import dev.tocsin.cluster.ExecStream;
import dev.tocsin.cluster.PodExec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * A user's client that asks a URL several times a second for as long as the drill lasts, in one exec, so that its
 * looking leaves a single record in the audit log.
 */
public final class SteadyWatch implements AutoCloseable {
    private final ExecStream exec;
    private final Answers answers;
    private final Sink sink;

    private SteadyWatch(ExecStream exec, Answers answers, Sink sink) {
        this.exec = exec;
        this.answers = answers;
        this.sink = sink;
    }

    /**
     * @param pod {@code namespace/name}; it has curl
     * @param url has no character that a shell would read; the schema sees to that
     * @param good the status that counts as an answer
     */
    public static SteadyWatch start(
            KubernetesClient client, String pod, String url, Duration every, String good, InstantSource clock) {
        String seconds = String.format(Locale.ROOT, "%.3f", every.toMillis() / 1000.0);
        String loop = "while :; do curl -s -o /dev/null -m 2 -w '%{http_code}\\n' \"$0\"; sleep " + seconds + "; done";
        Answers answers = new Answers(clock.instant());
        Sink sink = new Sink(line -> answers.add(clock.instant(), line.equals(good)));
        ExecStream exec =
                PodExec.start(client, pod, List.of("sh", "-c", loop, url), sink, OutputStream.nullOutputStream());
        return new SteadyWatch(exec, answers, sink);
    }

    /** What came so far, with the silence up to now. */
    public Answers.Summary summary(Instant now) {
        return answers.summary(now);
    }

    @Override
    public void close() {
        exec.close();
        sink.close();
    }

    /** Cuts the stream into lines as it comes. */
    private static final class Sink extends OutputStream {
        private final java.util.function.Consumer<String> line;
        private final StringBuilder pending = new StringBuilder();

        Sink(java.util.function.Consumer<String> line) {
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
