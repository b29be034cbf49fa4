package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.step.Action.Done;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Actions on pods and on their network, by their effect, with the rights that they state and none else. */
class PodActionsIT {
    private static ActionBench bench;

    @BeforeAll
    static void start() {
        bench = new ActionBench(1);
        bench.namespace("dev");
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            bench.everyRightWasUsed(
                    // An apply that makes an object is recorded as a patch, and needs this right all the same.
                    "networkpolicy: create",
                    "terminate: get apps/statefulsets",
                    "terminate: get apps/daemonsets",
                    "terminate: get batch/",
                    "terminate: delete apps/statefulsets",
                    "terminate: delete apps/daemonsets",
                    "terminate: delete batch/");
        } finally {
            bench.close();
        }
    }

    private static String pod(String name, String node, String command) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: dev, labels: {app: %1$s}}
                spec:
                  nodeName: %s
                  terminationGracePeriodSeconds: 1
                  containers:
                    - {name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sh, -c, '%s'], env: [{name: PASSWORD, value: hunter22}]}
                ---
                """.formatted(name, node, command);
    }

    private static String deployment(String name, int replicas, String command) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: dev}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      nodeName: agent-1
                      terminationGracePeriodSeconds: 1
                      containers:
                        - {name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sh, -c, '%s'], env: [{name: PASSWORD, value: hunter22}]}
                ---
                """.formatted(name, replicas, command);
    }

    private static String address(String pod) {
        return bench.pod("dev", pod).getStatus().getPodIP();
    }

    private static boolean connects(String from, String address, int port) {
        return bench.exec("dev/" + from, "sh", "-c", "echo hello | nc -w 3 " + address + " " + port + " | grep hello")
                        .exitCode()
                == 0;
    }

    private static long echoed(String pod) {
        return Long.parseLong(bench.exec("dev/" + pod, "sh", "-c", "wc -c </tmp/echo")
                .stdout()
                .strip());
    }

    @Test
    void aQuarantinedPodRunsOnAloneAndItsOpenFlowsAreCut() {
        bench.apply(deployment("victim", 1, "nc -ll -p 9000 -e cat") + """
                apiVersion: v1
                kind: Service
                metadata: {name: victim, namespace: dev}
                spec: {selector: {app: victim}, ports: [{port: 9000}]}
                """);
        String victim = bench.pods("dev", "app", "victim").get(0).getMetadata().getName();
        String to = address(victim);
        // Open flows: from the other node, from the same node, and from the same node by the Service's address.
        String talk = "while sleep 0.1; do echo tick; done | nc %s 9000 >/tmp/echo; sleep 3600";
        bench.apply(pod("far", "server", talk.formatted(to))
                + pod("near", "agent-1", talk.formatted(to))
                + pod("by-service", "agent-1", talk.formatted("victim"))
                + pod("prober", "server", "sleep 3600"));
        List<String> peers = List.of("far", "near", "by-service");
        peers.forEach(peer -> ActionBench.until(peer + " talks", () -> echoed(peer) > 100));
        assertThat(connects("prober", to, 9000)).isTrue();

        bench.refused("quarantine", "pod: dev/" + victim);
        Done done = bench.once("quarantine", "pod: dev/" + victim);

        long[] before = peers.stream().mapToLong(PodActionsIT::echoed).toArray();
        assertThat(connects("prober", to, 9000)).as("a new connection").isFalse();
        assertThat(peers.stream().mapToLong(PodActionsIT::echoed))
                .as("bytes after the flows were cut")
                .containsExactly(before[0], before[1], before[2]);
        assertThat(done.details()).hasEntrySatisfying("flows cut", flows -> assertThat(Integer.parseInt(flows))
                .isGreaterThanOrEqualTo(3));
        assertThat(done.details().get("residual")).contains("its own node agent-1 still reaches it");
        assertThat(done.details().get("residual")).doesNotContain("not seen to hold");

        ActionBench.until(
                "replaced",
                () -> bench.pods("dev", "app", "victim").size() == 1
                        && !bench.pods("dev", "app", "victim")
                                .get(0)
                                .getMetadata()
                                .getName()
                                .equals(victim));
        Pod alone = bench.pod("dev", victim);
        assertThat(alone.getStatus().getPhase()).isEqualTo("Running");
        assertThat(alone.getMetadata().getOwnerReferences()).isEmpty();
        assertThat(alone.getMetadata().getLabels()).containsOnlyKeys("incident-response/quarantine");
        assertThat(bench.evidence())
                .contains("manifest of pod dev/" + victim, "processes and changed files of dev/" + victim, "nc -ll")
                .doesNotContain("hunter22");

        bench.apply("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: all-may, namespace: dev}
                spec: {podSelector: {}, ingress: [{}]}
                """);
        Done again = bench.again("quarantine", "{namespace: dev, pod: " + victim + "}");
        assertThat(again.details()).containsEntry("narrowed", "all-may");
        assertThat(bench.again("quarantine", "pod: dev/" + victim).details()).doesNotContainKey("narrowed");
        bench.admin
                .network()
                .v1()
                .networkPolicies()
                .inNamespace("dev")
                .withName("all-may")
                .delete();
        bench.admin
                .pods()
                .inNamespace("dev")
                .withName(victim)
                .withGracePeriod(0)
                .delete();
        ActionBench.until("gone", () -> bench.pod("dev", victim) == null);
        assertThat(bench.again("quarantine", "pod: dev/" + victim).text()).endsWith("is already gone");
    }

    @Test
    void aTerminatedPodDoesNotComeBackAndHasToldWhatItCould() {
        bench.apply(deployment("miner", 2, "echo started; echo loot >/tmp/loot; exec sleep 1234"));
        String miner = bench.pods("dev", "app", "miner").get(0).getMetadata().getName();
        bench.refused("terminate", "pod: dev/" + miner);
        Done done = bench.twice("terminate", "pod: dev/" + miner);
        ActionBench.until("gone", () -> bench.pods("dev", "app", "miner").isEmpty());
        ActionBench.during("none comes back", Duration.ofSeconds(5), () -> bench.pods("dev", "app", "miner")
                .isEmpty());
        assertThat(done.details().get("owner")).matches("Deployment/miner, ReplicaSet/miner-.*");
        assertThat(bench.evidence())
                .contains("started", "sleep 1234", "/tmp/loot", "manifest of Deployment dev/miner")
                .doesNotContain("hunter22");
        ActionBench.until("its processes are gone too", Duration.ofSeconds(10), () -> bench.cluster
                .onNode("agent-1", List.of("sh", "-c", "grep -la '[s]leep.1234' /proc/[0-9]*/cmdline"))
                .stdout()
                .isBlank());
    }

    @Test
    void anOwnerThatIsKeptBringsAnother() {
        bench.apply(deployment("kept", 1, "sleep 3600"));
        String name = bench.pods("dev", "app", "kept").get(0).getMetadata().getName();
        bench.twice("terminate", "{pod: dev/" + name + ", owner: keep}");
        ActionBench.until("another", () -> bench.pods("dev", "app", "kept").stream()
                .anyMatch(pod -> !pod.getMetadata().getName().equals(name)));
    }

    @Test
    void aStaticPodIsNotSaidToBeTerminated() {
        bench.cluster.onNode("agent-1", List.of("sh", "-c", """
                mkdir -p /var/lib/rancher/k3s/agent/pod-manifests
                cat >/var/lib/rancher/k3s/agent/pod-manifests/implant.yaml <<'X'
                apiVersion: v1
                kind: Pod
                metadata: {name: implant, namespace: dev}
                spec: {containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]}]}
                X
                """));
        ActionBench.until("mirror pod", () -> bench.pod("dev", "implant-agent-1") != null);
        assertThat(bench.fails("terminate", "pod: dev/implant-agent-1"))
                .contains("is a static pod: the kubelet of agent-1 makes it anew until its file there is gone");
        bench.cluster.onNode("agent-1", List.of("rm", "/var/lib/rancher/k3s/agent/pod-manifests/implant.yaml"));
    }

    @Test
    void anEvictionThatABudgetForbidsNamesTheBudget() {
        bench.apply(deployment("served", 1, "sleep 3600") + """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: at-least-one, namespace: dev}
                spec: {minAvailable: 1, selector: {matchLabels: {app: served}}}
                """);
        var budgets = bench.admin
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace("dev")
                .withName("at-least-one");
        ActionBench.until("budget counts", () -> budgets.get().getStatus().getCurrentHealthy() == 1);
        String name = bench.pods("dev", "app", "served").get(0).getMetadata().getName();
        bench.refused("evict", "pod: dev/" + name);
        assertThat(bench.fails("evict", "pod: dev/" + name))
                .contains("pod dev/" + name + " may not be evicted: ")
                .contains("at-least-one");
        assertThat(bench.pod("dev", name).getMetadata().getDeletionTimestamp()).isNull();
        budgets.delete();
        Done done = bench.twice("evict", "pod: dev/" + name);
        assertThat(done.details().get("replaced by")).startsWith("ReplicaSet served-");
        ActionBench.until("gone", () -> bench.pod("dev", name) == null);
    }

    @Test
    void commandsRunAsTheyAreAndScriptsGetTheAlertsTextsAsArguments() {
        bench.apply(pod("shell", "agent-1", "sleep 3600"));
        bench.refused("exec", "{pod: dev/shell, command: [id]}");
        bench.twice("exec", "{pod: dev/shell, command: [echo, '$(id); a b']}");
        assertThat(bench.evidence()).contains("$(id); a b");
        bench.twice("script", "{pod: dev/shell, script: 'echo first is $1', args: ['; id']}");
        assertThat(bench.evidence()).contains("first is ; id").doesNotContain("uid=");
        assertThat(bench.fails("exec", "{pod: dev/shell, command: [cat, /nowhere]}"))
                .contains("cat in dev/shell ended with 1", "No such file");
        assertThat(bench.fails("exec", "{pod: dev/gone, command: [id]}")).contains("was not run");
        bench.refused("log", "pod: dev/shell");
        assertThat(bench.twice("log", "pod: dev/shell").details().get("evidence"))
                .isEqualTo("kept manifest, log of main, processes and changed files");
        assertThat(bench.fails("log", "pod: dev/gone")).contains("is gone");
    }

    @Test
    void aCommandRunsInTheContainerThatIsNamed() {
        bench.apply(pod("two", "agent-1", "sleep 3600")
                .replace(
                        "  containers:\n",
                        "  containers:\n    - {name: side, image: \"tocsin/shop:1\", imagePullPolicy: IfNotPresent,"
                                + " command: [sleep, \"3600\"], env: [{name: SIDE, value: \"yes\"}]}\n"));
        assertThat(bench.fails("exec", "{pod: dev/two, command: [id]}"))
                .contains("a pod with several containers is asked for one of them");
        bench.twice("exec", "{pod: dev/two, container: side, command: [sh, -c, 'echo \"side=$SIDE\"']}");
        assertThat(bench.evidence()).contains("side=yes");
        bench.twice("exec", "{pod: dev/two, container: main, command: [sh, -c, 'echo \"side=$SIDE\"']}");
        assertThat(bench.evidence()).contains("side=").doesNotContain("side=yes");
        bench.twice("script", "{pod: dev/two, container: main, script: 'echo \"side=$SIDE.\"'}");
        assertThat(bench.evidence()).contains("side=.");
        assertThat(bench.fails("exec", "{pod: dev/two, container: gone, command: [id]}"))
                .contains("was not run");
    }

    @Test
    void aPolicyDeniesANamespaceAndSaysWhatStillIsAllowed() {
        bench.namespace("closed");
        bench.apply(pod("inside", "agent-1", "nc -ll -p 9000 -e cat").replace("namespace: dev", "namespace: closed")
                + pod("outside", "server", "sleep 3600"));
        String to = bench.pod("closed", "inside").getStatus().getPodIP();
        assertThat(connects("outside", to, 9000)).isTrue();
        bench.refused("networkpolicy", "namespace: closed");
        Done done = bench.twice("networkpolicy", "namespace: closed");
        ActionBench.until("closed", () -> !connects("outside", to, 9000));
        assertThat(done.details().get("residual")).doesNotContain("policies only add up");
        Done other =
                bench.twice("networkpolicy", "{namespace: closed, name: in, spec: {podSelector: {}, ingress: [{}]}}");
        assertThat(other.details().get("residual")).contains("stays allowed: default-deny");
        ActionBench.until("open again", () -> connects("outside", to, 9000));
    }
}
