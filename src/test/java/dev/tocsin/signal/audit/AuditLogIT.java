package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.TestSurroundings;
import dev.tocsin.timeline.Alert;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.DockerClientFactory;

/** A real API server's records, with all that can come between. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditLogIT {
    private static Cluster cluster;
    private static KubernetesClient admin;

    @BeforeAll
    static void start() {
        cluster = K3sCluster.start(K3sOptions.defaults().withServerArgs("--kube-apiserver-arg=audit-log-maxsize=1"));
        admin = Access.patientClient(cluster.admin());
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    /** Keeps all records; may be made to wait. */
    private static final class Kept implements Sink {
        private final List<Event> events = new CopyOnWriteArrayList<>();
        private final AuditKeys keys = new AuditKeys();
        private volatile CountDownLatch go = new CountDownLatch(0);

        @Override
        public void event(Event event) {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            events.add(event);
            keys.add(AuditKeys.of(event.body()));
        }

        @Override
        public void alert(Alert alert) {
            throw new AssertionError("nobody raises one here");
        }

        private void areAllThereOnce() {
            List<String> lines = events.stream().map(Event::line).toList();
            assertThat(new HashSet<>(lines)).as("no record twice").hasSameSizeAs(lines);
            String count = node("cat /var/log/tocsin/audit-*.log /var/log/tocsin/audit.log | wc -l");
            assertThat(lines.size()).as("records seen").isLessThanOrEqualTo(Integer.parseInt(count));
            assertThat(events)
                    .allMatch(event -> !event.seen().isBefore(event.happened().minusMillis(50)));
        }
    }

    private static String node(String script) {
        return cluster.onNode(List.of("sh", "-c", script)).stdout().strip();
    }

    private static int files() {
        return Integer.parseInt(node("ls /var/log/tocsin/audit*.log | wc -l"));
    }

    /** Requests whose records are large: a pod that is never made is recorded with its whole body, twice. */
    private static void load(int requests) {
        IntStream.range(0, requests).parallel().forEach(i -> admin.pods()
                .inNamespace("default")
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("load-" + i)
                        .addToAnnotations("load", "x".repeat(60_000))
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("x")
                        .withImage("tocsin/shop:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .dryRun()
                .create());
    }

    private static void defaultAccount() {
        Awaitility.await("the default account")
                .atMost(Duration.ofSeconds(60))
                .until(() -> admin.serviceAccounts()
                                .inNamespace("default")
                                .withName("default")
                                .get()
                        != null);
    }

    @Test
    @Order(1)
    void rotationLosesNothing() throws Exception {
        defaultAccount();
        Kept kept = new Kept();
        TestSurroundings around = new TestSurroundings(cluster, admin);
        try (AuditLog log = new AuditLog(around, kept)) {
            log.settle();
            int before = files();
            load(60);
            assertThat(files()).as("files of 1 MB").isGreaterThan(before + 4);
            log.conclude();
            kept.areAllThereOnce();
        }
        assertThat(around.told())
                .last()
                .asString()
                .matches("the audit log is whole: [0-9]+ records written, all of them seen");
        assertThat(kept.events)
                .filteredOn(event -> event.text("requestURI").contains("dryRun"))
                .hasSize(60);
    }

    @Test
    @Order(2)
    void aReaderThatIsKilledGoesOnWhereItStopped() throws Exception {
        Kept kept = new Kept();
        TestSurroundings around = new TestSurroundings(cluster, admin);
        try (AuditLog log = new AuditLog(around, kept)) {
            log.settle();
            Random random = new Random(1);
            for (int i = 0; i < 10; i++) {
                load(1 + random.nextInt(8));
                // Sometimes what prints the file, sometimes what watches over it, sometimes both.
                String what = List.of("[t]ail -c", "[f]ollowed-", "ollowed-").get(i % 3);
                node("for p in $(grep -la '" + what
                        + "' /proc/[0-9]*/cmdline | cut -d/ -f3); do [ $p = $$ ] || kill -9 $p; done");
            }
            load(3);
            log.conclude();
            kept.areAllThereOnce();
        }
        assertThat(around.told()).last().asString().doesNotContain("late");
    }

    @Test
    @Order(3)
    void aStallOfHalfAMinuteLosesNothing() throws Exception {
        Kept kept = new Kept();
        TestSurroundings around = new TestSurroundings(cluster, admin);
        try (AuditLog log = new AuditLog(around, kept)) {
            log.settle();
            int before = kept.events.size();
            kept.go = new CountDownLatch(1);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            load(40);
            Awaitility.await("half a minute")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> System.nanoTime() > until);
            assertThat(kept.events.size() - before).as("seen meanwhile").isLessThan(2);
            kept.go.countDown();
            log.conclude();
            kept.areAllThereOnce();
            assertThat(kept.events.size() - before).isGreaterThanOrEqualTo(41);
        }
    }

    @Test
    @Order(4)
    void recordsThatAreGoneAreSaid() throws Exception {
        Kept kept = new Kept();
        try (AuditLog log = new AuditLog(new TestSurroundings(cluster, admin), kept)) {
            log.settle();
            node("cd /var/log/tocsin && ls audit-*.log | head -n 2 | xargs rm");
            assertThatThrownBy(log::conclude)
                    .isInstanceOf(SourceException.class)
                    .hasMessageMatching("The API server made [0-9]+ audit records, and only [0-9]+ are on the node.*");
        }
    }

    @Test
    @Order(5)
    void noSecretIsInTheLog() throws Exception {
        String value = "value-" + System.nanoTime();
        admin.secrets()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("s")
                        .withNamespace("default")
                        .endMetadata()
                        .withStringData(Map.of("password", value))
                        .build())
                .create();
        admin.secrets().inNamespace("default").withName("s").edit(s -> new SecretBuilder(s)
                .addToStringData("more", value + "2")
                .build());
        admin.secrets().inNamespace("default").list();
        admin.configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("c")
                        .withNamespace("default")
                        .endMetadata()
                        .withData(Map.of("password", value))
                        .build())
                .create();
        String token = admin.serviceAccounts()
                .inNamespace("default")
                .withName("default")
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        Config asToken = new ConfigBuilder(admin.getConfiguration())
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(token)
                .build();
        try (KubernetesClient client = Access.client(asToken)) {
            assertThatThrownBy(() -> client.secrets().inNamespace("default").list())
                    .hasMessageContaining("Forbidden");
        }
        Kept kept = new Kept();
        AuditLog log = new AuditLog(new TestSurroundings(cluster, admin), kept);
        try (log) {
            Awaitility.await().until(() -> kept.events.stream()
                    .anyMatch(e -> e.text("requestURI").endsWith("/default/token")));
            assertThat(kept.events)
                    .filteredOn(e -> e.text("requestURI").contains("/secrets"))
                    .hasSizeGreaterThan(3);
        }
        String base64 = Base64.getEncoder()
                .encodeToString(value.getBytes(StandardCharsets.UTF_8))
                .replace("=", "");
        for (String secret : List.of(value, base64.substring(0, base64.length() - 2), token, token.split("\\.")[2])) {
            assertThat(node("cat /var/log/tocsin/audit*.log | grep -cF -e '" + secret + "'"))
                    .isEqualTo("0");
        }
        assertThat(kept.events).noneMatch(event -> event.line().contains("\"token\":\"ey"));
    }

    @Test
    @Order(6)
    void aRestartedServerLosesNothing() throws Exception {
        Kept kept = new Kept();
        AuditLog log = new AuditLog(new TestSurroundings(cluster, admin), kept);
        try (log) {
            Awaitility.await("what was there").until(() -> kept.events.size() > 100);
            load(5);
            restart();
            load(5);
            String name = "after-the-restart";
            admin.configMaps().inNamespace("default").withName(name).get();
            Awaitility.await("the first records after it")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> kept.events.stream()
                            .anyMatch(event -> event.text("requestURI").endsWith(name)));
            Reconciliation reconciliation = new Reconciliation(
                    new TestSurroundings(cluster, admin),
                    new AuditFiles(cluster, K3sCluster.AUDIT_LOG),
                    kept.keys,
                    line -> {
                        throw new AssertionError("late: " + line);
                    });
            assertThat(reconciliation.check()).endsWith("records written, all of them seen");
            kept.areAllThereOnce();
        }
    }

    /** The node's container as a whole; its port is another one afterwards. */
    private static void restart() throws Exception {
        DockerClient docker = DockerClientFactory.lazyClient();
        String me = InetAddress.getLocalHost().getHostName() + "/"
                + ProcessHandle.current().pid();
        String id = docker.listContainersCmd()
                .withLabelFilter(Map.of("dev.tocsin.owner", me))
                .exec()
                .get(0)
                .getId();
        docker.restartContainerCmd(id).withTimeout(10).exec();
        String port = docker.inspectContainerCmd(id)
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(6443))[0]
                .getHostPortSpec();
        Config config = cluster.admin();
        config.setMasterUrl(config.getMasterUrl().replaceFirst(":[0-9]+", ":" + port));
        admin.close();
        admin = Access.patientClient(config);
        Awaitility.await("the API serves again")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> "ok".equals(admin.raw("/readyz")));
    }
}
