package dev.tocsin.signal.readiness;

import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.Surroundings;
import dev.tocsin.timeline.Times;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the API server once a second whether it is ready, on a connection of its own, and never twice for one look. */
final class Readiness implements Source {
    static final String PATH = "/readyz";

    private static final Duration EVERY = Duration.ofSeconds(1);
    /** No longer than the pause: looks would queue up, and come late. */
    private static final Duration LONGEST = Duration.ofMillis(900);

    private final Surroundings around;
    private final Sink sink;
    private final String node;
    private final KubernetesClient client;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, ReadinessKind.NAME);
        thread.setDaemon(true);
        return thread;
    });
    /** When the outage began that goes on; null while the API is ready. */
    private @Nullable Instant outage;

    Readiness(Surroundings around, Sink sink) {
        this.around = around;
        this.sink = sink;
        this.node = around.cluster().nodes().get(0);
        this.client = around.cluster().client(around.cluster().admin());
        looks.scheduleAtFixedRate(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Look look() {
        Look look = ask();
        sink.event(look.event(node));
        if (!look.isReady() && outage == null) {
            outage = look.asked();
        } else if (look.isReady() && outage != null) {
            around.tell("the API was not ready for " + Times.text(Duration.between(outage, look.answered())) + ": from "
                    + outage + " to " + look.answered());
            outage = null;
        }
        return look;
    }

    private Look ask() {
        Instant asked = around.clock().instant();
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getConfiguration().getMasterUrl().replaceAll("/+$", "") + PATH)
                .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        int status = 0;
        String reason = "";
        try {
            status = client.getHttpClient()
                    .sendAsync(request, String.class)
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                    .code();
        } catch (TimeoutException e) {
            reason = "no answer after " + LONGEST.toMillis() + " ms";
        } catch (ExecutionException e) {
            reason = String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason = "interrupted";
        }
        return new Look(asked, around.clock().instant(), status, reason);
    }

    /** A look of its own: those before it are over then. */
    @Override
    public void settle() {
        Look look = look();
        around.tell("the API's readiness is asked for every " + Times.target(EVERY) + ": "
                + (look.isReady() ? "it is ready" : look.status() + " " + look.reason()));
    }

    @Override
    public void close() {
        looks.shutdownNow();
        client.close();
    }
}
