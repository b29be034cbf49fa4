package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.Access;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.DockerClientFactory;

/**
 * What makes a containment false that looks right, with credentials and on nodes: after the naive one a drill's own proof does
 * not hold, and after the one that handles it the same proof does. The node is replaced last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeTrapsIT {
    private static final Duration ONE = Duration.ofSeconds(1);
    private static final Duration TWO = Duration.ofSeconds(2);
    private static final Duration FIVE = Duration.ofSeconds(5);
    /** As long as the API server remembers a token, and a margin. */
    private static final Duration CACHE = Duration.ofSeconds(15);

    private static final String MANIFESTS = "/var/lib/rancher/k3s/agent/pod-manifests/";
    private static ActionBench bench;
    private static Proofs proofs;

    @BeforeAll
    static void start() {
        bench = new ActionBench(1);
        bench.namespace("dev");
        proofs = new Proofs(bench);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static String pod(String name, String node, String spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev}
                spec:
                  nodeName: %s
                  terminationGracePeriodSeconds: 1
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sh, -c, "trap '' TERM; sleep 3600"]}]
                """.formatted(name, node).replace("terminationGracePeriodSeconds: 1", spec);
    }

    private static String asks(String token) {
        return "{token: '" + token + "', get: /api/v1/namespaces/dev/pods}";
    }

    private static String onNode(String node, String script) {
        return bench.cluster.onNode(node, List.of("sh", "-c", script)).stdout().strip();
    }

    @Test
    @Order(1)
    void aRevokedTokenLivesOnInTheCache() {
        bench.apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: cached, namespace: dev}}");
        String token = Access.serviceAccount(bench.admin, "dev", "cached").getOauthToken();
        assertThat(proofs.look("apiRequest", asks(token), "status")).isEqualTo("403");
        bench.admin.serviceAccounts().inNamespace("dev").withName("cached").delete();
        assertThat(proofs.look("apiRequest", asks(token), "status"))
                .as("a single look right after the account is gone: it is still taken for the account's")
                .isEqualTo("403");
        assertThat(proofs.hold("apiRequest", asks(token), "{status: 401}", CACHE, TWO))
                .as("watched for as long as the API server remembers")
                .isTrue();
    }

    @Test
    @Order(2)
    void aTokenLivesOnWhileItsPodEnds() {
        bench.apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: ending, namespace: dev}}\n---\n"
                + pod("ending", "agent-1", "serviceAccountName: ending\n  terminationGracePeriodSeconds: 60"));
        String token = bench.exec("dev/ending", "cat", "/var/run/secrets/kubernetes.io/serviceaccount/token")
                .stdout();
        assertThat(proofs.look("apiRequest", asks(token), "status")).isEqualTo("403");
        bench.admin.pods().inNamespace("dev").withName("ending").delete();
        assertThat(proofs.hold("apiRequest", asks(token), "{status: 401}", CACHE, TWO))
                .as("a pod that takes its time keeps its token")
                .isFalse();
        bench.once("terminate", "pod: dev/ending");
        assertThat(proofs.hold("apiRequest", asks(token), "{status: 401}", CACHE, TWO))
                .as("without grace")
                .isTrue();
    }

    @Test
    @Order(3)
    void aMirrorPodComesBackUntilItsFileIsGone() {
        onNode("agent-1", """
                mkdir -p %1$s; cat >%1$simplant.yaml <<'X'
                apiVersion: v1
                kind: Pod
                metadata: {name: implant, namespace: dev}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "4242"]}]
                X
                """.formatted(MANIFESTS));
        ActionBench.until("mirror pod", () -> bench.pod("dev", "implant-agent-1") != null);
        String process = "{'on': agent-1, command: [pgrep, -xf, sleep 4242]}";
        ActionBench.until(
                "it runs", () -> proofs.look("node", process, "exitCode").equals("0"));

        bench.admin.pods().inNamespace("dev").withName("implant-agent-1").delete();
        assertThat(proofs.hold("node", process, "{exitCode: 1}", Duration.ofSeconds(10), FIVE))
                .as("whatever the API shows, its process runs on or is back")
                .isFalse();
        ActionBench.until("mirror pod again", Duration.ofSeconds(120), () -> {
            var back = bench.pod("dev", "implant-agent-1");
            return back != null && back.getMetadata().getDeletionTimestamp() == null;
        });

        String params = "{node: agent-1, pod: dev/implant-agent-1}";
        bench.twice("remove-static-pod", params);
        assertThat(bench.evidence()).contains("static pod dev/implant-agent-1, from " + MANIFESTS + "implant.yaml");
        assertThat(proofs.hold("pods", "{namespace: dev, name: implant*}", "{count: 0}", CACHE, FIVE))
                .isTrue();
        assertThat(proofs.hold("node", process, "{exitCode: 1}", ONE, FIVE)).isTrue();
    }

    @Test
    @Order(4)
    void anObjectOutlivesItsManifestOnTheServer() {
        proofs.baseline("persistence", "{}");
        String file = "/var/lib/rancher/k3s/server/manifests/metrics-access.yaml";
        onNode("server", """
                cat >%s <<'X'
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: metrics-access}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                subjects: [{kind: ServiceAccount, name: default, namespace: dev}]
                X
                """.formatted(file));
        var binding = bench.admin.rbac().clusterRoleBindings().withName("metrics-access");
        ActionBench.until("k3s applied it", () -> binding.get() != null);
        assertThat(proofs.look("persistence", "{}", "added"))
                .contains(
                        "ClusterRoleBinding metrics-access", "Addon kube-system/metrics-access", "File server:" + file);

        onNode("server", "rm " + file);
        assertThat(proofs.hold("persistence", "{}", "{found: 0}", CACHE, TWO))
                .as("its file is gone, and what it made is not")
                .isFalse();

        bench.twice(
                "delete", "{apiVersion: k3s.cattle.io/v1, kind: Addon, namespace: kube-system, name: metrics-access}");
        bench.twice(
                "delete", "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, name: metrics-access}");
        String own = Stream.of(proofs.look("persistence", "{}", "added").split(", "))
                .filter(name -> name.contains("delete-")) // the accounts with which these two actions were tried
                .collect(Collectors.joining(", "));
        assertThat(proofs.hold("persistence", "{except: [" + own + "]}", "{found: 0}", CACHE, TWO))
                .isTrue();
    }

    @Test
    @Order(5)
    void aContainerBehindTheApisBackIsUnseenByIt() {
        ActionBench.until("nothing unknown", () -> proofs.look("containers", "{}", "unknown")
                .equals("0"));
        String node = "{node: agent-1}";
        String before = proofs.look("pods", node, "count");
        onNode(
                "agent-1",
                "ctr -n k8s.io run -d --net-host docker.io/tocsin/shop:1 implant sleep 5151 >/tmp/ctr.log 2>&1");
        String process = "{'on': agent-1, command: [pgrep, -xf, sleep 5151]}";
        assertThat(proofs.look("node", process, "exitCode"))
                .as(() -> onNode("agent-1", "cat /tmp/ctr.log"))
                .isEqualTo("0");
        bench.once("drain", node);
        assertThat(proofs.look("pods", "{node: agent-1, exceptDaemons: true}", "count"))
                .as("of " + before + " pods: what the API knows is gone")
                .isEqualTo("0");
        assertThat(proofs.hold("containers", node, "{unknown: 0}", FIVE, TWO)).isFalse();
        assertThat(proofs.look("containers", node, "found")).isEqualTo("agent-1:k8s.io/implant");

        bench.refused("kill-unknown-containers", node);
        assertThat(bench.twice("kill-unknown-containers", node).details())
                .containsEntry("killed", "agent-1:k8s.io/implant");
        assertThat(bench.evidence()).contains("processes of agent-1:k8s.io/implant", "sleep 5151");
        assertThat(proofs.hold("containers", node, "{unknown: 0}", FIVE, FIVE)).isTrue();
        assertThat(proofs.hold("node", process, "{exitCode: 1}", ONE, TWO)).isTrue();
        bench.once("uncordon", node);
    }

    /** Docker's own restart is what a machine's reboot is. */
    private static void reboot(String node) {
        String id = onNode(node, "grep -o 'containers/[0-9a-f]*/hostname' /proc/self/mountinfo | head -n 1")
                .split("/")[1];
        DockerClientFactory.instance().client().restartContainerCmd(id).exec();
        onNode(node, "touch /run/k3s.go");
    }

    @Test
    @Order(6)
    void aNodeThatLivesRegistersAgain() {
        var node = bench.admin.nodes().withName("agent-1");
        bench.once("cut-node-network", "node: agent-1");
        node.delete();
        reboot("agent-1");
        assertThat(proofs.hold(
                        "wait",
                        "{apiVersion: v1, kind: Node, name: agent-1, until: 'true'}",
                        "{exists: false}",
                        ONE,
                        Duration.ofSeconds(45)))
                .as("deleted, and cut off by what a restart forgets")
                .isFalse();
        ActionBench.until("ready again", () -> Readiness.getInstance().isReady(node.get()));
    }

    @Test
    @Order(7)
    void aClientCertificateCannotBeRevoked() {
        bench.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: mounted, namespace: dev}
                stringData: {key: value}
                ---
                """ + pod("mounts", "agent-1", "volumes: [{name: v, secret: {secretName: mounted}}]"));
        String credential =
                "cert: \"" + lines("client-kubelet.crt") + "\", key: \"" + lines("client-kubelet.key") + "\"";
        String secret = "{" + credential + ", get: /api/v1/namespaces/dev/secrets/mounted}";
        String lists = "{" + credential + ", get: /api/v1/pods}";
        assertThat(proofs.look("apiRequest", secret, "status")).isEqualTo("200");
        assertThat(proofs.look("apiRequest", lists, "status")).isEqualTo("200");

        bench.once("cut-node-network", "node: agent-1");
        bench.admin.nodes().withName("agent-1").delete();
        assertThat(proofs.hold("apiRequest", secret, "{status: [401, 403]}", FIVE, TWO))
                .as("the node is deleted and cut off, its pods are still said to be there: a copy reads their secrets")
                .isFalse();

        var done = bench.once("replace-node", "node: agent-1");
        assertThat(proofs.hold("apiRequest", secret, "{status: 403}", ONE, FIVE))
                .isTrue();
        assertThat(proofs.hold("apiRequest", lists, "{status: [401, 403]}", FIVE, ONE))
                .as("it may still list pods, whatever is done")
                .isFalse();
        assertThat(done.details().get("residual"))
                .contains("certificate of the old kubelet cannot be revoked", "may still list all pods and nodes");
        assertThat(proofs.hold(
                        "wait",
                        "{apiVersion: v1, kind: Node, name: agent-1, until: 'true'}",
                        "{exists: false}",
                        ONE,
                        Duration.ofSeconds(20)))
                .as("the machine is destroyed: nobody registers it again")
                .isTrue();

        bench.admin
                .resource(bench.admin
                        .pods()
                        .load(new java.io.ByteArrayInputStream(("---\n"
                                        + pod(
                                                "again",
                                                "agent-1",
                                                "volumes: [{name: v, secret: {secretName: mounted}}]"))
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .item())
                .create();
        assertThat(proofs.hold("apiRequest", secret, "{status: 200}", FIVE, Duration.ZERO))
                .as("a node of the same name gives the certificate its rights back")
                .isTrue();
    }

    /** A file of the kubelet's, in YAML's double quotes. */
    private static String lines(String file) {
        return onNode("agent-1", "cat /var/lib/rancher/k3s/agent/" + file).replace("\n", "\\n");
    }
}
