package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.cluster.PodExec;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster with an agent: both nodes are reached by their names, and pods reach each other across them. */
class NodesIT {
    private static Cluster cluster;
    private static KubernetesClient admin;

    @BeforeAll
    static void start() {
        Instant before = Instant.now();
        cluster = K3sCluster.start(K3sOptions.defaults().withAgents(1));
        Instant serves = Instant.now();
        admin = Access.patientClient(cluster.admin());
        Awaitility.await("nodes ready")
                .pollInterval(Duration.ofMillis(100))
                .atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> ready().containsAll(cluster.nodes()));
        System.out.printf(
                "server and agent: the API serves after %d ms, both nodes are ready after %d ms%n",
                Duration.between(before, serves).toMillis(),
                Duration.between(before, Instant.now()).toMillis());
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    private static List<String> ready() {
        return admin.nodes().list().getItems().stream()
                .filter(Readiness.getInstance()::isReady)
                .map(Node::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }

    @Test
    void kubernetesKnowsTheNodesByTheSameNames() {
        assertThat(cluster.nodes()).containsExactly("server", "agent-1");
        assertThat(ready()).containsExactlyInAnyOrder("server", "agent-1");
        assertThat(cluster.description()).containsEntry("Nodes", "server, agent-1");
        assertThat(cluster.nodeLog(20)).contains("==> server <==", "==> agent-1 <==");
    }

    @Test
    void podsReachEachOtherAcrossNodes() {
        cluster.nodes().forEach(node -> admin.resource(pod(node)).create());
        Awaitility.await("pods ready")
                .pollInterval(Duration.ofMillis(100))
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> cluster.nodes().stream()
                        .allMatch(node -> Readiness.getInstance().isReady(get("on-" + node))));
        for (String node : cluster.nodes()) {
            assertThat(get("on-" + node).getSpec().getNodeName()).isEqualTo(node);
            for (String other : cluster.nodes()) {
                String address = get("on-" + other).getStatus().getPodIP();
                var answer = PodExec.run(
                        admin,
                        "default/on-" + node,
                        List.of("curl", "-sS", "-m", "5", "-o", "/dev/null", "http://" + address + ":8080/"));
                assertThat(answer.exitCode())
                        .as(node + " to " + other + ": " + answer)
                        .isZero();
            }
        }
    }

    @Test
    void commandsAndFilesOfEachNode() throws Exception {
        for (String node : cluster.nodes()) {
            assertThat(cluster.onNode(node, List.of("hostname")).stdout().strip())
                    .isEqualTo(node);
            List<String> lines = new CopyOnWriteArrayList<>();
            Closeable file = cluster.followOnNode(node, "/tmp/followed", lines::add);
            cluster.onNode(node, List.of("sh", "-c", "echo " + node + " >>/tmp/followed"));
            Awaitility.await("the line").atMost(10, TimeUnit.SECONDS).until(() -> lines.contains(node));
            file.close();
            assertThat(lines).containsExactly(node);
        }
        assertThat(cluster.onNode(List.of("hostname")).stdout().strip()).isEqualTo("server");
        assertThatThrownBy(() -> cluster.onNode("agent-2", List.of("true")))
                .hasMessage("There is no node 'agent-2' in this cluster. It has server, agent-1.");
    }

    @Test
    void aFollowedCommandEndsWhenItIsClosed() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Closeable command = cluster.followCommand(
                "agent-1", List.of("sh", "-c", "while :; do echo tick; sleep 0.1; done # drummer"), lines::add);
        Awaitility.await("lines").atMost(10, TimeUnit.SECONDS).until(() -> lines.size() > 3);
        assertThat(lines).containsOnly("tick");
        assertThat(drummers()).isNotEmpty();
        command.close();
        Awaitility.await("its end").atMost(5, TimeUnit.SECONDS).until(() -> drummers()
                .isEmpty());
    }

    @Test
    void whatIsCutOffSendsNothingItsPodsNeither() {
        String server = admin.nodes()
                .withName("server")
                .get()
                .getStatus()
                .getAddresses()
                .get(0)
                .getAddress();
        // From a pod straight to a machine, not by the overlay, and without an answer: the node only passes it on.
        Pod talks = new PodBuilder(pod("agent-1"))
                .editMetadata()
                .withName("talks")
                .endMetadata()
                .editSpec()
                .editContainer(0)
                .withCommand("sh", "-c", "while :; do nslookup -retry=1 -timeout=1 a.b " + server + ":9999; done")
                .withReadinessProbe(null)
                .endContainer()
                .endSpec()
                .build();
        cluster.onNode(
                "server", List.of("iptables", "-w", "-t", "raw", "-I", "PREROUTING", "-p", "udp", "--dport", "9999"));
        admin.resource(talks).create();
        Awaitility.await("it is heard").atMost(30, TimeUnit.SECONDS).until(() -> heard() > 0);

        assertThat(fault("cut")).containsEntry("done", "true");
        long before = heard();
        Awaitility.await("silence")
                .during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(6))
                .until(() -> heard() == before);
        assertThat(fault("cut")).as("twice is once").containsEntry("done", "true");
        assertThat(fault("restore")).containsEntry("done", "true");
        Awaitility.await("it is heard again").atMost(10, TimeUnit.SECONDS).until(() -> heard() > before);
        admin.resource(talks).withGracePeriod(0).delete();
    }

    private static Map<String, String> fault(String what) {
        return new Looking(cluster, admin)
                .look("nodeFault", "{on: agent-1, do: " + what + "}")
                .values();
    }

    /** How many of its datagrams have come to the server. */
    private static long heard() {
        return Long.parseLong(cluster.onNode(
                        "server",
                        List.of("sh", "-c", "iptables -w -t raw -nvxL PREROUTING | awk '/dpt:9999/ {print $1}'"))
                .stdout()
                .strip());
    }

    private static String drummers() {
        return cluster.onNode(
                        "agent-1", List.of("sh", "-c", "grep -la '[d]rummer' /proc/[0-9]*/cmdline | grep -v self"))
                .stdout()
                .strip();
    }

    private static Pod get(String name) {
        return admin.pods().inNamespace("default").withName(name).get();
    }

    private static Pod pod(String node) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("on-" + node)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .withTerminationGracePeriodSeconds(1L)
                .addNewContainer()
                .withName("web")
                .withImage("tocsin/shop:1")
                .withImagePullPolicy("IfNotPresent")
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/")
                .withNewPort(8080)
                .endHttpGet()
                .withPeriodSeconds(1)
                .endReadinessProbe()
                .endContainer()
                .endSpec()
                .build();
    }
}
