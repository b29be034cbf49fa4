package dev.tocsin.signal.audit;

import dev.tocsin.signal.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A harmless request that must show up in the audit log. Records come in the order in which requests end, so when the
 * canary's is there, all earlier ones are too: it proves that the log is alive and that nothing is still on its way.
 */
final class Canary {
    private static final int LONGEST_SECONDS = 10;
    private final KubernetesClient client;
    private final InstantSource clock;
    private volatile Waiting waiting = new Waiting("", new CompletableFuture<>());

    private record Waiting(String name, CompletableFuture<Event> record) {}

    Canary(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * What the canary showed.
     *
     * @param heard whether its record came
     * @param lag from its answer to its record
     * @param skew how far the API server's clock is off ours; zero if its times lie between request and answer
     */
    record Song(boolean heard, Duration lag, Duration skew) {}

    /** Told of every record. */
    void hear(Event record) {
        Waiting now = waiting;
        if (!now.record().isDone()
                && !now.name().isEmpty()
                && record.text("requestURI").contains(now.name())) {
            now.record().complete(record);
        }
    }

    Song sing() {
        Waiting own = new Waiting("canary-" + UUID.randomUUID(), new CompletableFuture<>());
        waiting = own;
        Instant sent = clock.instant();
        client.configMaps().inNamespace("default").withName(own.name()).get();
        Instant answered = clock.instant();
        Event record;
        try {
            record = own.record().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Song(false, Duration.ZERO, Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is never completed with an exception
        }
        Instant theirs = record.happened();
        Duration skew = theirs.isBefore(sent)
                ? Duration.between(sent, theirs)
                : theirs.isAfter(answered) ? Duration.between(answered, theirs) : Duration.ZERO;
        // The record may be read before the answer is.
        Duration lag = Duration.between(answered, record.seen());
        return new Song(true, lag.isNegative() ? Duration.ZERO : lag, skew);
    }
}
