package dev.tocsin.respond;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.ForwardingCluster;
import dev.tocsin.scenario.Position;
import dev.tocsin.scenario.Procedure;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of the procedures that one alert triggers goes first: their messages come to a real server, which holds one back. */
class ProcedureOrderTest {
    private static final Alert ALERT = new Alert(
            "audit/x", "X", "high", "audit", Instant.EPOCH, Instant.EPOCH, Entities.NONE, Map.of(), List.of("{}"));
    private final Journal journal = new Journal(Instant::now, fact -> {});
    private final CountDownLatch slow = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/slow", exchange -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        slow.countDown();
        server.stop(0);
    }

    /** One that tells somebody of its own name. */
    private Trigger tells(String name, @Nullable String after, String path) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.putArray("to").add(name);
        params.put("status", "open")
                .put("affected", name)
                .put("contact", "desk")
                .put("webhook", "http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new Trigger(
                ALERT.rule(),
                new Procedure(
                        name,
                        name,
                        null,
                        null,
                        after,
                        List.of(new Procedure.Action(
                                "notify", params, null, Duration.ofSeconds(5), false, new Position("p.yaml", 1, 1))),
                        Map.of()));
    }

    private List<String> told() {
        return journal.facts().stream()
                .map(fact -> fact.details().getOrDefault("procedure", ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private Responder responder(Trigger... triggers) {
        return RespondBy.PROCEDURES.start(new RespondBy.Post(
                new ConfigBuilder().withMasterUrl("https://127.0.0.1:1").build(),
                new Nowhere(),
                List.of(triggers),
                journal));
    }

    /** No action here asks it for anything. */
    private static final class Nowhere extends ForwardingCluster {
        private Nowhere() {
            super(null);
        }

        @Override
        public KubernetesClient client(Config access) {
            return Access.client(access);
        }
    }

    @Test
    void sideBySideUnlessOneSaysOtherwise() {
        try (Responder responder = responder(tells("first", null, "/slow"), tells("second", null, "/"))) {
            responder.accept(ALERT);
            Awaitility.await().until(() -> told().equals(List.of("second")));
            slow.countDown();
            Awaitility.await().until(() -> told().equals(List.of("second", "first")));
        }
    }

    @Test
    void oneThatComesAfterAnotherWaitsForItsEnd() {
        try (Responder responder = responder(
                tells("second", "first", "/"), tells("first", null, "/slow"), tells("free", "elsewhere", "/"))) {
            responder.accept(ALERT);
            Awaitility.await().until(() -> told().equals(List.of("free")));
            slow.countDown();
            Awaitility.await().until(() -> told().size() == 3);
            assertThat(told()).containsExactly("free", "first", "second");
        }
    }

    @Test
    void aRingOfThemDoesNotWaitForever() {
        try (Responder responder = responder(tells("a", "b", "/"), tells("b", "a", "/"))) {
            responder.accept(ALERT);
            Awaitility.await().until(() -> told().size() == 2);
            assertThat(told()).containsExactly("b", "a");
        }
    }
}
