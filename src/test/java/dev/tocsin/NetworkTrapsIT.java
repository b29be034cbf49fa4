package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.step.Action.Done;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What makes a containment by network policy false. Each is tried as one would at first, and the kinds of step with which
 * drills prove a containment see that nothing is contained; then as the actions do it, and the same steps see that it is.
 */
@Alone
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworkTrapsIT {
    private static final List<String> CLOSED = List.of("refused", "silent");
    private static ActionBench bench;
    private static Looking looking;

    @BeforeAll
    static void start() {
        bench = new ActionBench(1);
        looking = new Looking(bench.cluster, bench.admin);
    }

    @AfterAll
    static void stop() {
        looking.close();
        bench.close();
    }

    /** A pod that serves pages at port 8080; in its node's network, at the given port of the node. */
    private static String pod(String namespace, String name, String node, String more) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %2$s, namespace: %1$s, labels: {app: %2$s}}
                spec:
                  nodeName: %3$s
                  %4$s
                  terminationGracePeriodSeconds: 1
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent}]
                ---
                """.formatted(namespace, name, node, more);
    }

    private static String address(String namespace, String pod) {
        return bench.pod(namespace, pod).getStatus().getPodIP();
    }

    private static String tcp(String from, String address) {
        return looking.look("tcp", "{from: " + from + ", to: '" + address + ":8080'}")
                .value("result");
    }

    private static String names(String from) {
        return looking.look("dns", "{from: " + from + ", resolve: kubernetes.default.svc.cluster.local}")
                .value("result");
    }

    private static void hold(String session, String pod, String to) {
        ActionBench.until("it reaches", () -> tcp(pod, to).equals("open"));
        String ask =
                "while printf \"GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n\"; do sleep 0.2; done | nc " + to + " 8080";
        assertThat(looking.look(
                                "session",
                                "{name: " + session + ", pod: " + pod + ", command: [sh, -c, '" + ask + "']}")
                        .value("moves"))
                .isEqualTo("true");
    }

    private static boolean moves(String session) {
        return looking.look("session", "{name: " + session + "}").value("moves").equals("true");
    }

    private static void closed(String from, String address) {
        ActionBench.until(
                from + " is kept from " + address, Duration.ofSeconds(20), () -> CLOSED.contains(tcp(from, address)));
    }

    private static final String DENY = "{namespace: %s, name: deny, spec: {podSelector: {matchLabels: {app: thief}},"
            + " policyTypes: [Ingress, Egress]}}";

    @Test
    @Order(1)
    void openConnectionsSurviveANewPolicy() {
        bench.namespace("open");
        bench.apply(pod("open", "thief", "agent-1", "")
                + pod("open", "near", "agent-1", "")
                + pod("open", "far", "server", ""));
        hold("near", "open/thief", address("open", "near"));
        hold("far", "open/thief", address("open", "far"));

        Done naive = bench.once("networkpolicy", DENY.formatted("open"));
        closed("open/thief", address("open", "near"));
        closed("open/thief", address("open", "far"));
        ActionBench.during("open flows go on", Duration.ofSeconds(3), () -> moves("near") && moves("far"));
        assertThat(naive.details().get("residual")).contains("connections that are open already go on");

        Done handled = bench.once("quarantine", "pod: open/thief");
        assertThat(Integer.parseInt(handled.details().get("flows cut"))).isGreaterThanOrEqualTo(2);
        ActionBench.until("both stand", Duration.ofSeconds(5), () -> !moves("near") && !moves("far"));
        ActionBench.during("for good", Duration.ofSeconds(5), () -> !moves("near") && !moves("far"));
        assertThat(tcp("open/thief", address("open", "far"))).isIn(CLOSED);
    }

    @Test
    @Order(2)
    void aPolicyOnlyAddsToWhatOthersAllow() {
        bench.namespace("add");
        String all = """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: %s, namespace: add}
                spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}]}
                """;
        bench.apply(pod("add", "thief", "agent-1", "")
                + pod("add", "other", "agent-1", "")
                + pod("add", "far", "server", "")
                + all.formatted("all-may"));
        String far = address("add", "far");
        ActionBench.until("it reaches", () -> tcp("add/thief", far).equals("open"));
        ActionBench.until("the cluster's DNS is up", () -> names("add/thief").equals("found"));

        Done naive = bench.once("networkpolicy", DENY.formatted("add"));
        ActionBench.until("the policy is in force", () -> inForce("deny"));
        ActionBench.during(
                "it still reaches",
                Duration.ofSeconds(3),
                () -> tcp("add/thief", far).equals("open") && names("add/thief").equals("found"));
        assertThat(naive.details().get("residual")).contains("policies only add up", "all-may");

        Done handled = bench.once("quarantine", "pod: add/thief");
        assertThat(handled.details()).containsEntry("narrowed", "all-may");
        closed("add/thief", far);
        assertThat(names("add/thief")).isIn(CLOSED);
        assertThat(looking.look("udp", "{from: add/thief, to: '" + address("kube-system", coreDns()) + ":53'}")
                        .value("result"))
                .isIn(CLOSED);
        assertThat(tcp("add/far", address("add", "thief"))).isIn(CLOSED);
        assertThat(tcp("add/other", far)).as("who is not in quarantine").isEqualTo("open");

        // Somebody allows all once more: the proof sees it, and so does the action.
        bench.apply(all.formatted("all-may-again"));
        ActionBench.until("it reaches again", () -> tcp("add/thief", far).equals("open"));
        assertThat(bench.once("quarantine", "pod: add/thief").details()).containsEntry("narrowed", "all-may-again");
        closed("add/thief", far);
        assertThat(bench.once("quarantine", "pod: add/thief").details()).doesNotContainKey("narrowed");
    }

    private static boolean inForce(String policy) {
        return bench.cluster
                .onNode("agent-1", List.of("iptables-save"))
                .stdout()
                .contains("nw policy " + policy);
    }

    private static String coreDns() {
        return bench.pods("kube-system", "k8s-app", "kube-dns")
                .get(0)
                .getMetadata()
                .getName();
    }

    private static final String HOST_NETWORK = "hostNetwork: true";

    @Test
    @Order(3)
    void itsOwnNodeStillReachesAQuarantinedPod() {
        bench.namespace("near");
        bench.apply(pod("near", "thief", "agent-1", "")
                + pod("near", "far", "server", "")
                + pod("near", "on-its-node", "agent-1", HOST_NETWORK));
        String thief = address("near", "thief");

        Done naive = bench.once("quarantine", "pod: near/thief");
        closed("near/far", thief);
        ActionBench.during("its node reaches it", Duration.ofSeconds(3), () -> tcp("near/on-its-node", thief)
                .equals("open"));
        assertThat(naive.details().get("residual")).contains("its own node agent-1 still reaches it", "terminate");

        bench.once("terminate", "pod: near/thief");
        ActionBench.until("nothing is there", Duration.ofSeconds(20), () -> !tcp("near/on-its-node", thief)
                .equals("open"));
        ActionBench.during("for good", Duration.ofSeconds(3), () -> !tcp("near/on-its-node", thief)
                .equals("open"));
        assertThat(looking.look("pods", "{namespace: near, selector: app=thief}")
                        .value("count"))
                .isEqualTo("0");
        terminate("near", "on-its-node");
    }

    @Test
    @Order(4)
    void noPolicyHoldsAPodInItsNodesNetwork() {
        bench.namespace("host");
        bench.apply(pod("host", "thief", "agent-1", HOST_NETWORK) + pod("host", "far", "server", ""));
        String far = address("host", "far");
        hold("host", "host/thief", far);

        bench.once("networkpolicy", DENY.formatted("host"));
        bench.once(
                "networkpolicy", "{namespace: host, name: deny-out, spec: {podSelector: {}, policyTypes: [Egress]}}");
        ActionBench.during(
                "it still reaches",
                Duration.ofSeconds(5),
                () -> tcp("host/thief", far).equals("open") && moves("host"));
        assertThat(bench.fails("quarantine", "pod: host/thief"))
                .contains("is in the network of its node agent-1, where no policy holds it")
                .contains("use terminate, or cut-node-network");
        assertThat(bench.pod("host", "thief").getMetadata().getLabels()).containsEntry("app", "thief");

        terminate("host", "thief");
        ActionBench.until("its flow stands", Duration.ofSeconds(20), () -> !moves("host"));
        assertThat(looking.look("pods", "{namespace: host, selector: app=thief}")
                        .value("count"))
                .isEqualTo("0");
    }

    private static void terminate(String namespace, String pod) {
        bench.once("terminate", "pod: " + namespace + "/" + pod);
        ActionBench.until("gone", () -> bench.pod(namespace, pod) == null);
    }
}
