package dev.tocsin.signal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.Alone;
import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.TestSurroundings;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sensor on two real nodes: each attack raises its rules, with its pod and both times; honest work raises nothing. */
@Alone
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RuntimeSensorIT {
    private static final int PROGRAMS = 2_000;
    private static final Map<String, List<Event>> RECORDED = new LinkedHashMap<>();
    private static Cluster cluster;
    private static KubernetesClient admin;
    private static TestSurroundings here;
    private static Watched watched;
    private static Source sensor;

    @BeforeAll
    static void start() throws Exception {
        cluster = K3sCluster.start(K3sOptions.defaults().withAgents(1));
        admin = Access.patientClient(cluster.admin());
        here = new TestSurroundings(cluster, admin);
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("incident-response")
                        .endMetadata()
                        .build())
                .create();
        watched = new Watched(RuntimeRules.all());
        Instant before = Instant.now();
        sensor = new RuntimeKind().start(here, watched);
        try (InputStream pods = RuntimeSensorIT.class.getResourceAsStream("/runtime/pods.yaml")) {
            admin.load(pods).serverSideApply();
        }
        Awaitility.await("pods ready")
                .atMost(90, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> admin.pods().inNamespace("default").list().getItems().stream()
                        .allMatch(Readiness.getInstance()::isReady));
        System.out.printf("pods are ready after %d ms%n", since(before));
        sensor.settle();
        System.out.printf("the sensor is attached and has been tested after %d ms%n", since(before));
        watched.forget();
    }

    @AfterAll
    static void stop() throws Exception {
        here.told().forEach(System.out::println);
        if (Boolean.getBoolean("golden.update") || "1".equals(System.getProperty("golden.update"))) {
            RecordedCases.write(RECORDED);
        }
        sensor.close();
        admin.close();
        cluster.close();
    }

    private static long since(Instant moment) {
        return Duration.between(moment, Instant.now()).toMillis();
    }

    static List<RuntimeCase> cases() {
        return RuntimeCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Order(1)
    void raisesExactlyItsRules(RuntimeCase one) throws Exception {
        String pod = "default/" + one.pod();
        if (one.terminal()) {
            atTerminal(one.pod(), one.command());
        } else {
            PodExec.run(admin, pod, one.command());
        }
        sensor.settle();
        List<Event> events = watched.about(pod);
        List<Watched.Alarm> alarms = watched.alarms();
        watched.forget();
        RECORDED.put(one.what(), events);

        assertThat(events).as("the command itself").isNotEmpty();
        assertThat(alarms.stream().map(alarm -> alarm.match().rule().name()).distinct())
                .containsExactlyInAnyOrderElementsOf(one.raises());
        alarms.forEach(alarm -> tellsWhoAndWhen(alarm.event(), one.pod()));
    }

    private static void atTerminal(String pod, List<String> command) throws Exception {
        try (ExecWatch exec = admin.pods()
                .inNamespace("default")
                .withName(pod)
                .writingOutput(new ByteArrayOutputStream())
                .withTTY()
                .exec(command.toArray(String[]::new))) {
            exec.exitCode().get(10, TimeUnit.SECONDS);
        }
    }

    private static void tellsWhoAndWhen(Event event, String pod) {
        var there = admin.pods().inNamespace("default").withName(pod).get();
        assertThat(event.entities().pod()).isEqualTo("default/" + pod);
        assertThat(event.entities().node()).isEqualTo(there.getSpec().getNodeName());
        assertThat(event.text("k8s.pod.uid")).isEqualTo(there.getMetadata().getUid());
        assertThat(event.text("container.name")).isEqualTo(pod);
        assertThat(event.text("container.image.repository")).isEqualTo("docker.io/tocsin/shop");
        assertThat(there.getStatus().getContainerStatuses().get(0).getContainerID())
                .endsWith(event.text("container.full_id"));
        assertThat(Duration.between(event.happened(), event.seen())).isBetween(Duration.ZERO, Duration.ofSeconds(2));
    }

    @Test
    @Order(2)
    void quickly() {
        for (int i = 0; i < 30; i++) {
            PodExec.run(admin, "default/web", List.of("date", "-u"));
        }
        sensor.settle();
        List<Long> lags = watched.about("default/web").stream()
                .filter(event -> event.text("proc.cmdline").equals("date -u"))
                .map(event -> Duration.between(event.happened(), event.seen()).toNanos() / 1_000)
                .sorted()
                .toList();
        assertThat(lags).hasSize(30);
        System.out.printf("lag of 30 events: %d / %d / %d us%n", lags.get(0), lags.get(15), lags.get(29));
        assertThat(lags.get(0)).isPositive();
        assertThat(lags.get(29)).isLessThan(1_000_000);
        watched.forget();
    }

    @Test
    @Order(3)
    void withoutLoss() {
        Instant before = Instant.now();
        cluster.onNode(
                "server",
                List.of("sh", "-c", "i=0; while [ $i -lt " + PROGRAMS + " ]; do i=$((i+1)); /bin/true $i; done"));
        long took = since(before);
        sensor.settle();
        assertThat(watched.all().stream()
                        .filter(event -> event.text("proc.name").equals("true"))
                        .map(event -> event.text("proc.args"))
                        .distinct())
                .hasSize(PROGRAMS);
        System.out.printf("%d programs in %d ms, none lost%n", PROGRAMS, took);
        watched.forget();
    }

    @Test
    @Order(4)
    void atTheNodesTime() {
        String printed =
                cluster.onNode("server", List.of("date", "+%s%N")).stdout().strip();
        sensor.settle();
        Event event = watched.all().stream()
                .filter(one -> one.text("proc.args").equals("+%s%N"))
                .findFirst()
                .orElseThrow();
        long after = Long.parseLong(printed)
                - Long.parseLong(String.valueOf(event.body().get("evt.time")));
        System.out.printf("date tells its time %d us after the kernel told its start%n", after / 1_000);
        assertThat(after).isBetween(0L, 100_000_000L);
    }

    @Test
    @Order(5)
    void namesHoldAnything() {
        String name = "/tmp/a\"b\\x41\n{\"type\": \"printf\", \"data\": \"X 1.1\"}\u00fc";
        PodExec.run(admin, "default/tools", List.of("touch", name));
        sensor.settle();
        assertThat(watched.about("default/tools"))
                .anyMatch(event -> event.text("fd.name").equals(name))
                .anyMatch(event -> event.text("proc.args").equals(name));
        watched.forget();
    }

    @Test
    @Order(6)
    void aSensorThatWasKilledSaysSo() {
        cluster.onNode("server", List.of("sh", "-c", "kill -9 $(pidof bpftrace)"));
        Awaitility.await("sensor started anew")
                .atMost(60, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThatThrownBy(sensor::settle)
                        .isInstanceOf(SourceException.class)
                        .hasMessageContaining("server has lost something: 1 times the sensor stopped"));
    }
}
