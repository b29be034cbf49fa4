package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.step.Action.Done;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Actions on nodes, and on who may reach the API; the node is replaced last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeActionsIT {
    private static ActionBench bench;

    @BeforeAll
    static void start() {
        bench = new ActionBench(1);
        bench.namespace("dev");
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            bench.everyRightWasUsed();
        } finally {
            bench.close();
        }
    }

    private static Node agent() {
        return bench.admin.nodes().withName("agent-1").get();
    }

    private static String pod(String name, String node, String labels) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, labels: {%s}}
                spec:
                  nodeName: %s
                  terminationGracePeriodSeconds: 1
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]}]
                ---
                """.formatted(name, labels, node);
    }

    private static String deployment(String name) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: dev}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, preference: {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [agent-1]}]}}]}}
                      containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]}]
                ---
                """.formatted(name);
    }

    private static String nodeOf(String app) {
        return bench.pods("dev", "app", app).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getSpec().getNodeName())
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** Whether the API answers a pod, whatever it says. */
    private static boolean reachesApi(String pod) {
        return bench.exec(
                                "dev/" + pod,
                                "sh",
                                "-c",
                                "curl -sk -m 4 -o /dev/null https://$KUBERNETES_SERVICE_HOST:443/version")
                        .exitCode()
                == 0;
    }

    @Test
    @Order(1)
    void aCordonedNodeGetsNothingNewAndATaintedOneLosesWhatItHas() {
        bench.refused("cordon", "node: agent-1");
        Done done = bench.twice("cordon", "node: agent-1");
        assertThat(done.details()).containsEntry("undo", "kubectl uncordon agent-1");
        assertThat(agent().getSpec().getUnschedulable()).isTrue();
        bench.twice("uncordon", "node: agent-1");
        assertThat(agent().getSpec().getUnschedulable()).isNull();
        bench.apply(deployment("moved"));
        assertThat(nodeOf("moved")).isEqualTo("agent-1");
        bench.refused("taint", "node: agent-1");
        bench.twice("taint", "{node: agent-1, key: example.com/other, effect: PreferNoSchedule}");
        bench.twice("taint", "node: agent-1");
        ActionBench.until("it moved", () -> nodeOf("moved").equals("server"));
        bench.twice("taint", "{node: agent-1, remove: true}");
        assertThat(agent().getSpec().getTaints())
                .noneMatch(taint -> taint.getKey().startsWith("incident-response"));
        assertThat(bench.fails("cordon", "node: gone")).contains("there is no Node gone");
    }

    @Test
    @Order(2)
    void aNodeIsDrainedAsFarAsBudgetsAllow() {
        String there = "nodeSelector: {kubernetes.io/hostname: agent-1}\n      terminationGracePeriodSeconds";
        bench.apply(deployment("drained").replace("terminationGracePeriodSeconds", there)
                + pod("bare", "agent-1", "app: bare") + """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: stays, namespace: dev}
                spec: {minAvailable: 1, selector: {matchLabels: {app: drained}}}
                """);
        assertThat(nodeOf("drained")).isEqualTo("agent-1");
        var budget = bench.admin
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace("dev")
                .withName("stays");
        ActionBench.until("budget counts", () -> budget.get().getStatus().getCurrentHealthy() == 1);
        bench.refused("drain", "node: agent-1");
        String failure = bench.fails("drain", "{node: agent-1, within: 4s}");
        assertThat(failure).contains("node agent-1 is cordoned and not empty", "may not be evicted", "stays");
        ActionBench.until("what may be evicted is gone", () -> bench.pod("dev", "bare") == null);
        budget.delete();
        Done done = bench.twice("drain", "{node: agent-1, within: 30s}");
        assertThat(done.details().get("evicted")).contains("dev/drained-");
        assertThat(nodeOf("drained")).as("none of its nodes is left").isEmpty();
        bench.twice("uncordon", "node: agent-1");
    }

    @Test
    @Order(3)
    void whoComesFromAnAddressReachesTheApiNoMore() {
        bench.apply(pod("on-server", "server", "app: a") + pod("on-agent", "agent-1", "app: b")
                + pod("limited", "agent-1", "app: c") + pod("other", "agent-1", "app: d") + """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: only-the-api, namespace: dev}
                spec: {podSelector: {matchLabels: {app: c}}, policyTypes: [Egress], egress: [{ports: [{port: 6443}]}]}
                """);
        List<String> pods = List.of("on-server", "on-agent", "limited", "other");
        pods.forEach(pod -> ActionBench.until(pod + " reaches the API", () -> reachesApi(pod)));
        String address = bench.pod("dev", "on-server").getStatus().getPodIP();
        bench.refused("block-address", "address: " + address);
        bench.twice("block-address", "address: " + address);
        ActionBench.until("refused", Duration.ofSeconds(5), () -> !reachesApi("on-server"));

        String node = agent().getStatus().getAddresses().get(0).getAddress();
        assertThat(bench.fails("block-address", "address: " + node))
                .contains(node + " is the node agent-1: its kubelet and all of its pods come from there");
        bench.twice("block-address", "{address: " + node + ", pod: dev/on-agent}");
        ActionBench.until("refused", Duration.ofSeconds(5), () -> !reachesApi("on-agent"));

        Done done = bench.twice("block-address", "{address: " + node + ", pod: dev/limited}");
        assertThat(done.details().get("by")).contains("a rule on its node", "only-the-api");
        assertThat(reachesApi("limited")).isFalse();
        assertThat(reachesApi("other")).isTrue();

        String gateway = bench.cluster
                .onNode("server", List.of("sh", "-c", "ip -4 route show default | cut -d' ' -f3"))
                .stdout()
                .strip();
        assertThat(bench.fails("block-address", "address: " + gateway)).contains("the responder too");
        Done host = bench.twice("block-address", "address: 203.0.113.9");
        assertThat(bench.cluster
                        .onNode("server", List.of("iptables-save"))
                        .stdout()
                        .lines()
                        .filter(line -> line.contains("203.0.113.9")))
                .hasSize(2);
        bench.cluster.onNode("server", List.of("sh", "-c", host.details().get("undo")));
        assertThat(bench.cluster.onNode("server", List.of("iptables-save")).stdout())
                .doesNotContain("203.0.113.9");
    }

    @Test
    @Order(4)
    void aNodeThatIsCutOffHearsAndSaysNothing() {
        bench.apply(pod("cut", "agent-1", "app: cut").replace("3600", "4321"));
        assertThat(bench.fails("cut-node-network", "node: server")).contains("the whole cluster would be cut off");
        bench.twice("cut-node-network", "node: agent-1");
        String server = bench.admin
                .nodes()
                .withName("server")
                .get()
                .getStatus()
                .getAddresses()
                .get(0)
                .getAddress();
        String connect = "timeout 3 bash -c 'echo >/dev/tcp/" + server + "/6443'";
        assertThat(bench.cluster.onNode("agent-1", List.of("sh", "-c", connect)).exitCode())
                .as("the node itself")
                .isNotZero();
        String inPod = "nsenter -t $(pgrep -xf 'sleep 4321') -n timeout 3 bash -c 'echo >/dev/tcp/" + server + "/6443'";
        assertThat(bench.cluster.onNode("agent-1", List.of("sh", "-c", inPod)).exitCode())
                .as("a pod on it")
                .isNotZero();
        bench.twice("restore-node-network", "node: agent-1");
        assertThat(bench.cluster.onNode("agent-1", List.of("sh", "-c", connect)).exitCode())
                .isZero();
        assertThat(bench.cluster.onNode("agent-1", List.of("sh", "-c", inPod)).exitCode())
                .isZero();
    }

    @Test
    @Order(5)
    void aReplacedNodeIsAnotherMachineThatJoinsWithAnotherToken() {
        String old = bench.cluster
                .onNode("agent-1", List.of("sh", "-c", "echo $K3S_TOKEN; touch /marker"))
                .stdout()
                .strip();
        bench.apply(pod("there", "agent-1", "app: there"));
        bench.refused("replace-node", "node: agent-1");
        assertThat(bench.fails("replace-node", "node: server")).contains("the whole cluster would go");
        assertThat(bench.fails("replace-node", "{node: agent-1, onlySilent: true}"))
                .contains("agent-1 still answers")
                .contains("cut-node-network");
        assertThat(agent()).as("nothing was deleted").isNotNull();
        bench.once("cut-node-network", "node: agent-1");
        long from = System.nanoTime();
        Done done = bench.twice("replace-node", "{node: agent-1, onlySilent: true}");
        System.out.printf("replace-node and once more: %d ms%n", (System.nanoTime() - from) / 1_000_000);
        ActionBench.until("ready", () -> Readiness.getInstance()
                .isReady(bench.admin.nodes().withName("agent-2").get()));
        assertThat(agent()).isNull();
        assertThat(done.details()).containsEntry("fresh node", "agent-2");
        assertThat(done.details().get("pods removed")).contains("dev/there");
        assertThat(bench.pod("dev", "there")).isNull();
        System.out.printf("ready after %d ms%n", (System.nanoTime() - from) / 1_000_000);
        assertThat(bench.cluster.onNode("agent-2", List.of("ls", "/marker")).exitCode())
                .isNotZero();
        String fresh = bench.cluster
                .onNode("agent-2", List.of("sh", "-c", "echo $K3S_TOKEN"))
                .stdout()
                .strip();
        assertThat(fresh).isNotEqualTo(old).hasSize(23);
        assertThat(bench.cluster.nodes()).containsExactly("server", "agent-2");
        String ask =
                "curl -sk -o /dev/null -w '%%{http_code}' -H 'Authorization: Bearer %s' https://server:6443/v1-k3s/readyz";
        bench.apply(pod("asks", "server", "app: asks"));
        String server = bench.pod("dev", "asks").getStatus().getHostIP();
        ActionBench.until("the old token is refused", Duration.ofSeconds(20), () -> bench.exec(
                        "dev/asks", "sh", "-c", ask.formatted(old).replace("server:", server + ":"))
                .stdout()
                .equals("401"));
        assertThat(bench.exec("dev/asks", "sh", "-c", ask.formatted(fresh).replace("server:", server + ":"))
                        .stdout())
                .isEqualTo("200");
        bench.apply(pod("again", "agent-2", "app: again"));
        assertThat(done.details().get("residual")).contains("certificate of the old kubelet");
        assertThat(bench.evidence()).contains("manifest of Node agent-1", "k3s agent");
    }
}
