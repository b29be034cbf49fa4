package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.TestSurroundings;
import dev.tocsin.signal.receive.Limits;
import dev.tocsin.timeline.Alert;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A real API server sends its records here, also while nobody takes them. */
class AuditWebhookIT {
    @Test
    void everyRecordComesOnceAlsoAfterAStall() throws Exception {
        AuditInbox inbox = AuditInbox.open(new Limits(32 << 20, 400_000, Duration.ofSeconds(30), 20));
        try (Cluster cluster = K3sCluster.start(K3sOptions.defaults().withAudit(inbox));
                KubernetesClient admin = Access.patientClient(cluster.admin())) {
            List<Event> events = new CopyOnWriteArrayList<>();
            CountDownLatch[] go = {new CountDownLatch(0)};
            Sink sink = new Sink() {
                @Override
                public void event(Event event) {
                    try {
                        go[0].await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    events.add(event);
                }

                @Override
                public void alert(Alert alert) {
                    throw new AssertionError("nobody raises one here");
                }
            };
            TestSurroundings around = new TestSurroundings(cluster, admin);
            try (AuditLog webhook = new AuditLog(around, sink)) {
                webhook.settle();
                assertThat(events).as("also what came before anybody listened").hasSizeGreaterThan(50);

                go[0] = new CountDownLatch(1);
                long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
                IntStream.range(0, 2000).parallel().forEach(i -> admin.configMaps()
                        .inNamespace("default")
                        .withName("load-" + i)
                        .get());
                Awaitility.await("a stall").atMost(Duration.ofMinutes(1)).until(() -> System.nanoTime() > until);
                assertThat(inbox.counts().now().refused())
                        .as("told to come again")
                        .containsKey("told to come again");
                go[0].countDown();
                webhook.conclude();
            }
            assertThat(around.told())
                    .filteredOn(text -> text.startsWith("the audit webhook is whole"))
                    .singleElement()
                    .asString()
                    .endsWith("records written, all of them seen");
            List<String> lines = events.stream().map(Event::line).toList();
            assertThat(new HashSet<>(lines)).as("no record twice").hasSameSizeAs(lines);
            assertThat(events)
                    .filteredOn(event -> event.text("requestURI").contains("/configmaps/load-"))
                    .hasSize(2000);
        }
    }
}
