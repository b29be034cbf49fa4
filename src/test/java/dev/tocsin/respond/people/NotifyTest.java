package dev.tocsin.respond.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Action.Done;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages to stakeholders, received by a real server. */
class NotifyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Alert ALERT = new Alert(
            "audit/x",
            "A token is used elsewhere",
            "critical",
            "audit",
            NOW.minusSeconds(20),
            NOW.minusSeconds(19),
            Entities.ofUser("system:serviceaccount:shop:worker"),
            Map.of(),
            List.of());
    private final Journal journal = new Journal(() -> NOW, fact -> {});
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;

    private record With(Alert alert, Journal journal) implements Responding {
        @Override
        public KubernetesClient client() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Cluster cluster() {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "no channel".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ObjectNode params() {
        ObjectNode params = new ObjectMapper().createObjectNode();
        params.putArray("to").add("service-owner").add("security-lead");
        return params.put("status", "contained")
                .put("affected", "the shop's worker")
                .put("contact", "incident desk")
                .put("nextUpdate", "15m")
                .put("webhook", "http://localhost:" + server.getAddress().getPort() + "/hooks/s3cret-path");
    }

    private Done run(ObjectNode params) {
        Done done = new Notify().run(params, new With(ALERT, journal));
        journal.note(Fact.Actor.RESPONDER, done.text(), done.details());
        return done;
    }

    @Test
    void theMessageSaysAllThatItsReadersNeed() throws Exception {
        journal.note(Fact.Actor.INJECTOR, "not for them");
        journal.note(Fact.Actor.RESPONDER, "made service account shop/worker anew");
        journal.secrets().add("steal.token", "abcdef-stolen-token");
        journal.note(Fact.Actor.RESPONDER, "ended the pod");
        Done done = run(params().put("what", "abcdef-stolen-token was used elsewhere"));
        assertThat(received).hasSize(1);
        JsonNode message = new ObjectMapper().readTree(received.get(0));
        assertThat(message.path("text").asText())
                .isEqualTo(
                        "[contained] critical: [steal.token] was used elsewhere. Affected: the shop's worker. Contact: incident desk");
        assertThat(message.path("incident").asText())
                .isEqualTo("audit/x system:serviceaccount:shop:worker shop/worker");
        assertThat(message.path("to")).extracting(JsonNode::asText).containsExactly("service-owner", "security-lead");
        assertThat(message.path("status").asText()).isEqualTo("contained");
        assertThat(message.path("severity").asText()).isEqualTo("critical");
        assertThat(message.path("happened").asText()).isEqualTo("2026-11-24T09:59:40Z");
        assertThat(message.path("detected").asText()).isEqualTo("2026-11-24T09:59:41Z");
        assertThat(message.path("told").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(message.path("affected").asText()).isEqualTo("the shop's worker");
        assertThat(message.at("/about/serviceAccount").asText()).isEqualTo("shop/worker");
        assertThat(message.path("actions"))
                .extracting(action -> action.path("what").asText())
                .containsExactly("made service account shop/worker anew", "ended the pod");
        assertThat(message.path("nextUpdate").asText()).isEqualTo("2026-11-24T10:15:00Z");
        assertThat(message.path("contact").asText()).isEqualTo("incident desk");
        assertThat(journal.evidence()).singleElement().satisfies(kept -> {
            assertThat(kept.name()).isEqualTo("message to stakeholders: contained");
            assertThat(kept.content()).contains("[steal.token] was used elsewhere");
        });
        assertThat(done.details()).containsEntry("sent to", "localhost, which answered 200");
        assertThat(journal.facts().toString() + journal.evidence()).doesNotContain("s3cret-path");
    }

    @Test
    void theSameIsToldOnce() {
        run(params());
        assertThat(run(params()).text()).isEqualTo("stakeholders were told already: contained");
        run(params().put("status", "recovered"));
        assertThat(received).hasSize(2);
    }

    @Test
    void whoeverIsNotReachedIsNotSaidToBeTold() {
        status = 500;
        assertThatThrownBy(() -> run(params()))
                .hasMessage("stakeholders were not told: localhost answered 500 no channel");
        server.stop(0);
        assertThatThrownBy(() -> run(params()))
                .hasMessageStartingWith("stakeholders were not told: localhost could not be reached");
        status = 200;
        assertThat(journal.evidence()).hasSize(2);
    }

    @Test
    void withoutAWebhookItIsWrittenOnly() {
        ObjectNode params = params();
        params.remove("webhook");
        assertThat(run(params).details()).containsEntry("residual", "it was written, and sent nowhere");
        assertThat(journal.evidence()).hasSize(1);
        assertThat(received).isEmpty();
    }
}
