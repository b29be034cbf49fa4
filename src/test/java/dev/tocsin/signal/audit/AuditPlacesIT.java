package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Credentials on a node that does not serve the API: its pods call with their node's address. */
class AuditPlacesIT {
    private static final String AGENT = "agent-1";
    private static final String POD = """
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: %1$s, namespace: far}
            spec:
              nodeName: %2$s
              serviceAccountName: %1$s
              terminationGracePeriodSeconds: 1
              containers: [{name: a, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, infinity]}]
            """;
    private static final String ACCOUNT = """
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: %1$s, namespace: far}
            """;

    @Test
    void aTokenIsAtHomeOnItsNodeAndNowhereElse() throws Exception {
        try (Lab lab = new Lab(K3sCluster.start(K3sOptions.defaults().withAgents(1)))) {
            lab.await(
                    "the agent is there",
                    () -> lab.admin().nodes().list().getItems().size() == 2);
            apply(
                    lab,
                    "apiVersion: v1\nkind: Namespace\nmetadata: {name: far}\n" + account("worker")
                            + account("neighbour") + account("foothold"));
            apply(lab, pod("worker", AGENT) + pod("neighbour", AGENT) + pod("foothold", "server"));
            lab.await(
                    "the pods run",
                    () -> lab.kubectlAsAdmin("-n far get pods --no-headers")
                                    .stdout()
                                    .split("1/1", -1)
                                    .length
                            == 4);
            // A pod may run before its node's rules for Services are there.
            lab.await(
                    "the API is reached from each pod",
                    () -> answers(lab, AGENT, "worker")
                            && answers(lab, AGENT, "neighbour")
                            && answers(lab, "server", "foothold"));
            assertThat(AuditRules.raisedBy(lab.since(0)))
                    .as("nodes at their work")
                    .isEmpty();

            String token = lab.inPod(AGENT, "far", "worker", "cat " + Lab.TOKEN_FILE)
                    .stdout()
                    .strip();
            String call = Lab.curl(token, "/api/v1/namespaces/far/pods -w %{http_code}");
            List<Map<String, Object>> own = lab.during(one -> call(one, AGENT, "worker", call));
            assertThat(own)
                    .anyMatch(record -> AGENT.equals(
                            Records.map(Records.map(record.get(Derived.KEY)).get("source"))
                                    .get("node")));
            assertThat(AuditRules.raisedBy(own)).as("from its own pod").isEmpty();
            assertThat(AuditRules.raisedBy(lab.during(one -> call(one, AGENT, "neighbour", call))))
                    .as("from another pod of its node, which cannot be told from its own")
                    .isEmpty();
            assertThat(AuditRules.raisedBy(lab.during(one -> call(one, "server", "foothold", call))))
                    .as("from a pod on another node")
                    .containsExactly("audit/token-used-away-from-its-pod");
        }
    }

    private static void call(Lab lab, String node, String pod, String call) {
        CommandResult result = lab.inPod(node, "far", pod, call);
        assertThat(result.stdout()).as("call of %s: %s", pod, result).isEqualTo("403");
    }

    private static boolean answers(Lab lab, String node, String pod) {
        return lab.inPod(node, "far", pod, Lab.curl("none", "/livez")).exitCode() == 0;
    }

    private static void apply(Lab lab, String manifest) {
        lab.admin()
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> lab.admin().resource(item).create());
    }

    private static String pod(String name, String node) {
        return POD.formatted(name, node);
    }

    private static String account(String name) {
        return ACCOUNT.formatted(name);
    }
}
