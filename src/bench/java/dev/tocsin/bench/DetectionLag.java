package dev.tocsin.bench;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.TestSurroundings;
import dev.tocsin.signal.audit.AuditLogKind;
import dev.tocsin.timeline.Alert;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** From an API server's audit record to the alert, while clients keep the server busy: a hundred rules and one that every request meets. */
public final class DetectionLag {
    private static final int PER_SECOND = 500;
    private static final int SECONDS = 60;
    /** Not counted: the JVM compiles what it runs most. */
    private static final int WARM_UP = 10;
    private static final int CLIENTS = 10;
    private static final String EVERY = """
            title: A config map was asked for
            id: 00000000-0000-4000-8000-000000000009
            level: low
            logsource: {product: kubernetes, service: audit}
            detection: {s: {verb: get, objectRef.resource: configmaps, objectRef.namespace: bench}, condition: s}
            """;

    private DetectionLag() {}

    private static final class Lags implements Sink {
        private final RuleSet hundred = Corpus.rules(100);
        private final RuleSet every = new RuleSet(Rules.parse("every", "every.yml", EVERY));
        private final List<Duration> lags = new ArrayList<>();
        private int records;
        private Instant from = Instant.MAX;

        @Override
        public synchronized void event(Event event) {
            hundred.match(event.body(), event.happened());
            boolean raised = !every.match(event.body(), event.happened()).isEmpty();
            if (event.happened().isBefore(from)) {
                return;
            }
            records++;
            if (raised) {
                lags.add(Duration.between(event.happened(), Instant.now()));
            }
        }

        @Override
        public void alert(Alert alert) {
            throw new IllegalStateException("the audit log raises none itself");
        }
    }

    public static void main(String[] args) throws Exception {
        Lags lags = new Lags();
        try (K3sCluster cluster = K3sCluster.start(K3sOptions.defaults());
                KubernetesClient admin = Access.patientClient(cluster.admin());
                Source source = new AuditLogKind().start(new TestSurroundings(cluster, admin), lags)) {
            source.settle();
            lags.from = Instant.now().plusSeconds(WARM_UP);
            load(cluster);
            source.settle();
        }
        List<Duration> sorted = lags.lags.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%d audit records, %d alerts in %d s (%d/s); record to alert, ms: p50 %.2f, p95 %.2f, p99 %.2f, worst %.2f%n",
                lags.records,
                sorted.size(),
                SECONDS,
                sorted.size() / SECONDS,
                rank(sorted, 0.5),
                rank(sorted, 0.95),
                rank(sorted, 0.99),
                rank(sorted, 1));
        System.exit(0);
    }

    private static double rank(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1).toNanos() / 1e6;
    }

    private static void load(Cluster cluster) throws InterruptedException {
        ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
        List<KubernetesClient> open = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            KubernetesClient client = Access.client(cluster.admin());
            open.add(client);
            clients.scheduleAtFixedRate(
                    () -> client.configMaps().inNamespace("bench").withName("none").get(),
                    i * 1000L / PER_SECOND,
                    CLIENTS * 1000L / PER_SECOND,
                    TimeUnit.MILLISECONDS);
        }
        if (clients.awaitTermination(WARM_UP + SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the load ended by itself");
        }
        clients.shutdownNow();
        open.forEach(KubernetesClient::close);
    }
}
