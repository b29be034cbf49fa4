package dev.tocsin.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.scenario.Library;
import dev.tocsin.signal.SourceKinds;
import dev.tocsin.signal.TestSurroundings;
import dev.tocsin.timeline.Journal;
import dev.tocsin.timeline.Raised;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Ordinary work in a cluster raises no alert of any rule of the library, all sources listening. {@code -Dquiet.minutes=60} makes
 * it the hour of {@code ci/bench quiet}; else it ends with the ten thousandth audit record.
 */
class QuietHourIT {
    private static final int RECORDS = 10_000;
    private static final Duration LEAST = Duration.ofMinutes(Long.getLong("quiet.minutes", 1));
    private static final Duration LONGEST = LEAST.plusMinutes(15);
    private static final List<String> FIXTURES = List.of(
            "shop",
            "foothold",
            "releases",
            "clerk",
            "worker",
            "displays",
            "batch",
            "ledger",
            "metrics-server",
            "metrics");

    @Test
    void ordinaryWorkRaisesNoAlertOfAnyRule() throws Exception {
        Library library = new Library(Path.of("scenarios"));
        Detector detector =
                new Detector(Set.of(), List.of(), library.usableRules(), new Journal(Instant::now, fact -> {}));
        List<String> fixtures = new ArrayList<>();
        for (String name : FIXTURES) {
            fixtures.add(Files.readString(Path.of("scenarios/fixtures", name + ".yaml")));
        }
        try (K3sCluster cluster = K3sCluster.start(K3sOptions.defaults());
                KubernetesClient admin = Access.patientClient(cluster.admin());
                Sources sources = new Sources(new TestSurroundings(cluster, admin))) {
            for (String image : List.of(
                    "tocsin/ledger:1",
                    "tocsin/metrics:1",
                    "rancher/mirrored-metrics-server:v0.7.2",
                    "prom/prometheus:v3.16.0",
                    "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.13.0")) {
                cluster.loadImage(image, Cluster.PODS);
            }
            try (Identities ours = new Identities(cluster, new Journal(Instant::now, fact -> {}))) {
                ours.create(List.of(), List.of()); // the namespace that the sensors run in
            }
            sources.start(SourceKinds.onClassPath(), detector);
            Fixtures.awaitReady(admin, Fixtures.apply(admin, fixtures, false, (name, value) -> {}));
            sources.settle();
            Instant from = Instant.now();
            int typed;
            try (OrdinaryWork work = new OrdinaryWork(cluster, admin)) {
                work.begin();
                Awaitility.await("so many records, for so long")
                        .pollInterval(Duration.ofSeconds(1))
                        .atMost(LONGEST)
                        .until(() -> Instant.now().isAfter(from.plus(LEAST))
                                && records(detector, from).getOrDefault("audit", 0L) >= RECORDS);
                typed = work.typed();
            }
            sources.conclude();
            Map<String, Long> records = records(detector, from);
            System.out.printf(
                    "quiet hour: %d s, %d people, %d commands, events of each source %s, %d Sigma rules, load %.1f%n",
                    Duration.between(from, Instant.now()).toSeconds(),
                    OrdinaryWork.people(),
                    typed,
                    records,
                    library.usableRules().size(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            detector.raised(Instant.EPOCH).stream()
                    .filter(one -> one.happened().isBefore(from))
                    .forEach(one -> System.out.println("while the fixtures came up: " + one));
            assertThat(records.get("audit")).isGreaterThanOrEqualTo(RECORDS);
            assertThat(detector.raised(from)).extracting(Raised::toString).isEmpty();
        }
    }

    private static Map<String, Long> records(Detector detector, Instant from) {
        return detector.events().stream()
                .filter(event -> !event.happened().isBefore(from))
                .collect(Collectors.groupingBy(event -> event.source(), TreeMap::new, Collectors.counting()));
    }
}
