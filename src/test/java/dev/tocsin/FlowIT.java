package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.SourceKinds;
import dev.tocsin.signal.TestSurroundings;
import dev.tocsin.timeline.Alert;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flows of a real cluster with an agent, with the pods at both ends: let through and refused, on one node and across. */
@Alone
class FlowIT {
    private static Cluster cluster;
    private static KubernetesClient admin;
    private static Source source;
    private static final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        cluster = K3sCluster.start(K3sOptions.defaults().withAgents(1));
        admin = Access.patientClient(cluster.admin());
        Awaitility.await("nodes ready")
                .pollInterval(Duration.ofMillis(100))
                .atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> admin.nodes().list().getItems().stream()
                                .filter(Readiness.getInstance()::isReady)
                                .count()
                        == 2);
        Instant before = Instant.now();
        source = flows().start(new TestSurroundings(cluster, Access.patientClient(cluster.admin())), new Collecting());
        var objects = admin.load(
                        new ByteArrayInputStream(Files.readString(Path.of("src/test/resources/flows/pods.yaml"))
                                .getBytes(StandardCharsets.UTF_8)))
                .items();
        objects.forEach(object -> admin.resource(object).create());
        source.settle();
        System.out.printf(
                "flows are heard after %d ms%n",
                Duration.between(before, Instant.now()).toMillis());
        Awaitility.await("pods ready")
                .pollInterval(Duration.ofMillis(100))
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> admin.pods().inAnyNamespace().list().getItems().stream()
                        .filter(pod -> !pod.getMetadata().getNamespace().equals("kube-system"))
                        .allMatch(Readiness.getInstance()::isReady));
        // Before its node has the service's rules, a connection to its address leaves as it is, and what answers is not
        // the shop.
        for (String node : List.of("server", "agent-1")) {
            Awaitility.await("the service's rules are on " + node)
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> cluster.onNode(node, List.of("iptables-save", "-t", "nat"))
                            .stdout()
                            .contains("shop/web -> "));
        }
        Awaitility.await("the policy is in force")
                .pollInterval(Duration.ofMillis(1100))
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> connect("dev/near", address("shop", "ledger"), 8080) != 0);
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
        assertThat(cluster.onNode("agent-1", List.of("ctr", "-n", "tocsin", "containers", "ls", "-q"))
                        .stdout())
                .isBlank();
        admin.close();
        cluster.close();
    }

    @Test
    void whatIsLetThroughOnOneNodeAndAcross() {
        for (String from : List.of("near", "far")) {
            events.clear();
            assertThat(connect("dev/" + from, address("shop", "web"), 8080)).isZero();
            source.settle();
            Event event = only(from, "web");
            assertThat(event.body()).containsEntry("action", "allowed");
            ends(event, from, "web");
            assertThat(event.body()).doesNotContainKey("service");
        }
    }

    @Test
    void aServiceIsNamedBesideThePodThatAnswers() {
        String service = admin.services()
                .inNamespace("shop")
                .withName("web")
                .get()
                .getSpec()
                .getClusterIP();
        for (String from : List.of("near", "far")) {
            events.clear();
            assertThat(connect("dev/" + from, service, 80)).isZero();
            source.settle();
            Event event = only(from, "web");
            ends(event, from, "web");
            assertThat(event.body()).containsEntry("service", Map.of("name", "shop/web", "ip", service, "port", 80));
        }
    }

    @Test
    void whatIsRefusedOnOneNodeAndAcross() {
        for (String from : List.of("near", "far")) {
            events.clear();
            assertThat(connect("dev/" + from, address("shop", "ledger"), 8080)).isNotZero();
            source.settle();
            Event event = only(from, "ledger");
            assertThat(event.body())
                    .containsEntry("action", "denied")
                    .containsEntry("policies", List.of("shop/ledger"))
                    .containsEntry("node", "server");
            ends(event, from, "ledger");
        }
    }

    @Test
    void theApiServerIsReachedFromAPodOfAnAgentUnderItsOwnAddress() {
        String service = admin.services()
                .inNamespace("default")
                .withName("kubernetes")
                .get()
                .getSpec()
                .getClusterIP();
        events.clear();
        assertThat(connect("dev/far", service, 443)).isZero();
        source.settle();
        Event event = events.stream()
                .filter(one -> "far".equals(src(one).get("pod")) && one.body().containsKey("service"))
                .findFirst()
                .orElseThrow();
        assertThat(event.body()).containsEntry("src_ip", address("dev", "far"));
        assertThat(dst(event)).containsEntry("kind", "node").containsEntry("node", "server");
    }

    @Test
    void howLongAfterTheKernelTheyAreSeen() {
        events.clear();
        for (int i = 0; i < 20; i++) {
            connect("dev/far", address("shop", "web"), 8080);
        }
        source.settle();
        lags("allowed", "web");
        events.clear();
        for (int i = 0; i < 4; i++) { // a pod's refusals are logged ten at once, then ten a minute
            connect("dev/far", address("shop", "ledger2"), 8080);
        }
        source.settle();
        lags("denied", "ledger2");
    }

    private static void lags(String action, String to) {
        List<Long> lags = events.stream()
                .filter(event -> action.equals(event.text("action"))
                        && to.equals(dst(event).get("pod")))
                .map(event -> Duration.between(event.happened(), event.seen()).toNanos() / 1000)
                .sorted()
                .toList();
        System.out.printf(
                "%s: seen after the kernel's time by %.2f / %.2f / %.2f ms (minimum, median, maximum of %d)%n",
                action,
                lags.get(0) / 1e3,
                lags.get(lags.size() / 2) / 1e3,
                lags.get(lags.size() - 1) / 1e3,
                lags.size());
        assertThat(lags).hasSizeGreaterThanOrEqualTo(4).allMatch(lag -> lag < 500_000);
    }

    @Test
    void withoutPolicyEnforcementTheSourceSaysSo() {
        try (Cluster bare = K3sCluster.start(K3sOptions.defaults().withServerArgs("--disable-network-policy"))) {
            Source blind =
                    flows().start(new TestSurroundings(bare, Access.patientClient(bare.admin())), new Collecting());
            assertThatThrownBy(blind::settle)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("KUBE-ROUTER-FORWARD");
        }
    }

    private static Event only(String from, String to) {
        List<Event> found = events.stream()
                .filter(event -> from.equals(src(event).get("pod"))
                        && to.equals(dst(event).get("pod")))
                .toList();
        assertThat(found).as(events.toString()).hasSize(1);
        System.out.println(found.get(0).line());
        return found.get(0);
    }

    private static void ends(Event event, String from, String to) {
        assertThat(src(event))
                .containsEntry("namespace", "dev")
                .containsEntry("node", from.equals("near") ? "server" : "agent-1")
                .containsEntry("serviceAccount", "foot");
        assertThat(dst(event)).containsEntry("namespace", "shop").containsEntry("node", "server");
        assertThat(event.body())
                .containsEntry("protocol", "tcp")
                .containsEntry("src_ip", address("dev", from))
                .containsEntry("dst_ip", address("shop", to))
                .containsEntry("dst_port", 8080);
        assertThat(event.entities().pod()).isEqualTo("dev/" + from);
        assertThat(event.entities().serviceAccount()).isEqualTo("dev/foot");
        assertThat(event.seen()).isAfter(event.happened());
        assertThat(Duration.between(event.happened(), event.seen())).isLessThan(Duration.ofSeconds(2));
    }

    private static Map<String, Object> src(Event event) {
        return end(event, "src");
    }

    private static Map<String, Object> dst(Event event) {
        return end(event, "dst");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> end(Event event, String which) {
        return (Map<String, Object>) event.body().get(which);
    }

    private static String address(String namespace, String pod) {
        return admin.pods()
                .inNamespace(namespace)
                .withName(pod)
                .get()
                .getStatus()
                .getPodIP();
    }

    /** 0 if something answered, be it no HTTP; busybox' nc connects once and says whether that worked. */
    private static int connect(String pod, String address, int port) {
        return PodExec.run(admin, pod, List.of("sh", "-c", "nc -w 3 " + address + " " + port + " </dev/null"))
                .exitCode();
    }

    private static SourceKind flows() {
        return SourceKinds.named(Stream.of("flow")).get(0);
    }

    private static final class Collecting implements Sink {
        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void alert(Alert alert) {
            throw new AssertionError("flows raise no alerts by themselves");
        }
    }
}
