package dev.tocsin.respond;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Journal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WebhookResponderTest {
    private static final Alert ALERT = new Alert(
            "audit/x",
            "X",
            "high",
            "audit",
            Instant.parse("2026-01-02T03:04:05.678901Z"),
            Instant.parse("2026-01-02T03:04:06Z"),
            Entities.ofUser("system:serviceaccount:dev:ci-bot").withPod("dev/build"),
            Map.of("objectRef.name", "build"),
            List.of("{\"secret\":\"of the record\"}"));
    private final Journal journal = new Journal(Instant::now, fact -> {});

    @Test
    void theAlertIsPostedAndNothingElse() throws IOException {
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        server.start();
        try (Responder responder = new WebhookResponder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=x"), journal)) {
            responder.accept(ALERT);
            Awaitility.await().until(() -> !journal.facts().isEmpty());
        } finally {
            server.stop(0);
        }
        JsonNode posted = new ObjectMapper().readTree(bodies.remove());
        assertThat(posted).isEqualTo(new ObjectMapper().readTree("""
                {"rule": "audit/x", "title": "X", "severity": "high", "source": "audit",
                 "happened": "2026-01-02T03:04:05.678901Z", "seen": "2026-01-02T03:04:06Z",
                 "about": {"user": "system:serviceaccount:dev:ci-bot", "serviceAccount": "dev/ci-bot", "namespace": "dev",
                  "pod": "dev/build"},
                 "fields": {"objectRef.name": "build"}}
                """));
        assertThat(journal.facts()).singleElement().extracting(Fact::text).isEqualTo("the webhook took the alert: 202");
    }

    @Test
    void aServiceThatIsNotThereIsSaidAndTheDrillGoesOn() {
        try (Responder responder = new WebhookResponder(URI.create("http://127.0.0.1:1/"), journal)) {
            responder.accept(ALERT);
            Awaitility.await().until(() -> !journal.facts().isEmpty());
        }
        assertThat(journal.facts())
                .singleElement()
                .extracting(Fact::text)
                .asString()
                .startsWith("the webhook could not be told");
    }
}
