package dev.tocsin.respond;

import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Posts each alert as JSON to a team's own service, once; what that does is proved like anything else. */
final class WebhookResponder implements Responder {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private final URI address;
    private final Journal journal;
    private final ExecutorService workers = Workers.start();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONGEST).executor(workers).build();

    WebhookResponder(URI address, Journal journal) {
        this.address = address;
        this.journal = journal;
    }

    @Override
    public void accept(Alert alert) {
        if (!workers.isShutdown()) {
            workers.execute(() -> answer(alert));
        }
    }

    private void answer(Alert alert) {
        // The address may hold a token: only its host is said.
        Map<String, String> details = Map.of("alert", alert.rule(), "host", String.valueOf(address.getHost()));
        try {
            HttpResponse<Void> response = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(LONGEST)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    AlertJson.of(alert).toString()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            journal.note(Actor.RESPONDER, "the webhook took the alert: " + response.statusCode(), details);
        } catch (java.io.IOException e) {
            journal.note(Actor.RESPONDER, "the webhook could not be told: " + e.getMessage(), details);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Workers.end(workers);
    }
}
