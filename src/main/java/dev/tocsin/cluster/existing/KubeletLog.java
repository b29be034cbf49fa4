package dev.tocsin.cluster.existing;

import dev.tocsin.cluster.ClusterException;
import dev.tocsin.cluster.LineSplitter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Follows a file below a node's {@code /var/log} by what its kubelet gives of it, from where it ends now: of a log that others use
 * too, what was before is not the drill's.
 */
final class KubeletLog implements Closeable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LONGEST_SECONDS = 10;
    private static final int WHOLE = 200;
    private static final int PART = 206;
    private static final int NOTHING_THERE = 416;
    private final KubernetesClient client;
    private final String url;
    private final LineSplitter lines;
    private final Runnable lost;
    private final ScheduledExecutorService timer;
    private long read;
    private boolean failed;
    private boolean inLine;

    /** @throws ClusterException if the kubelet does not give it */
    KubeletLog(KubernetesClient client, String node, String path, Consumer<String> line, Runnable lost) {
        this.client = client;
        this.url = client.getConfiguration().getMasterUrl().replaceAll("/+$", "") + "/api/v1/nodes/" + node
                + "/proxy/logs/" + path;
        this.lines = new LineSplitter(text -> {
            if (!inLine) {
                line.accept(text);
            }
            inLine = false;
        });
        this.lost = lost;
        HttpResponse<byte[]> end = get("bytes=-1");
        if (end.code() != PART) {
            throw new ClusterException(
                    "The kubelet of " + node + " does not give /var/log/" + path + " (" + end.code()
                            + "): -Daudit.path= names the audit log below /var/log",
                    "",
                    null);
        }
        this.read = size(end);
        this.inLine = end.body()[0] != '\n';
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "audit log of " + node);
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::more, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void more() {
        try {
            HttpResponse<byte[]> part = get("bytes=" + read + "-");
            if (part.code() == PART) {
                read += part.body().length;
                lines.accept(part.body());
            } else if (part.code() == WHOLE || part.code() == NOTHING_THERE && size(part) < read) {
                lost.run(); // it was rotated: what came last in the old one is not known
                read = 0;
            }
            failed = false;
        } catch (ClusterException e) {
            if (failed) {
                lost.run();
            }
            failed = true;
        }
    }

    private HttpResponse<byte[]> get(String range) {
        try {
            return client.getHttpClient()
                    .sendAsync(
                            client.getHttpClient()
                                    .newHttpRequestBuilder()
                                    .uri(url)
                                    .header("Range", range)
                                    .build(),
                            byte[].class)
                    .get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ClusterException("The audit log cannot be read: " + e.getMessage(), "", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while the audit log was read", "", e);
        }
    }

    /** From {@code bytes 0-99/1234} or, where nothing is there, {@code bytes *}{@code /1234}. */
    private static long size(HttpResponse<?> answer) {
        String range = String.valueOf(answer.header("Content-Range"));
        String size = range.substring(range.lastIndexOf('/') + 1);
        return size.matches("[0-9]+") ? Long.parseLong(size) : 0;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
