package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.TestSurroundings;
import dev.tocsin.timeline.Alert;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Each kind of refusal by a real API server is told from the others. */
class RefusalsIT {
    private static final String OBJECTS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: psa, labels: {pod-security.kubernetes.io/enforce: baseline}}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: full}
            ---
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: q, namespace: full}
            spec: {hard: {pods: "0"}}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: ruled, labels: {ruled: "yes"}}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: no-secrets}
            spec:
              matchConstraints:
                resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
              validations: [{expression: "false", message: never}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: no-secrets}
            spec:
              policyName: no-secrets
              validationActions: [Deny, Audit]
              matchResources: {namespaceSelector: {matchLabels: {ruled: "yes"}}}
            """;

    private static final class Events implements Sink {
        private final List<Event> all = new CopyOnWriteArrayList<>();

        @Override
        public void event(Event event) {
            all.add(event);
        }

        @Override
        public void alert(Alert alert) {
            throw new AssertionError("nobody raises one here");
        }

        private List<String> refusedBy(String uri) {
            return all.stream()
                    .filter(event -> event.text("requestURI").contains(uri))
                    .map(event ->
                            Records.text(Records.map(event.body().get("tocsin")).get("refusedBy")))
                    .filter(who -> !who.isEmpty())
                    .distinct()
                    .collect(Collectors.toList());
        }
    }

    private static String pod(String namespace, String spec) {
        return "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: " + namespace + "}\nspec: {" + spec
                + "containers: [{name: a, image: 'tocsin/shop:1'}]}\n";
    }

    private static void make(KubernetesClient client, String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> client.resource(item).create());
    }

    @Test
    void eachIsToldFromTheOthers() throws Exception {
        try (Cluster cluster = K3sCluster.start(K3sOptions.defaults());
                KubernetesClient admin = Access.patientClient(cluster.admin())) {
            Events events = new Events();
            try (AuditLog log = new AuditLog(new TestSurroundings(cluster, admin), events)) {
                make(admin, OBJECTS);
                for (String namespace : List.of("psa", "full")) {
                    Awaitility.await("its account")
                            .atMost(Duration.ofSeconds(60))
                            .until(() -> admin.serviceAccounts()
                                            .inNamespace(namespace)
                                            .withName("default")
                                            .get()
                                    != null);
                }
                assertThatThrownBy(() -> make(admin, pod("psa", "hostPID: true, ")))
                        .hasMessageContaining("PodSecurity");
                Awaitility.await("the quota counts")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> admin.resourceQuotas()
                                                .inNamespace("full")
                                                .withName("q")
                                                .get()
                                                .getStatus()
                                        != null
                                && admin.resourceQuotas()
                                                .inNamespace("full")
                                                .withName("q")
                                                .get()
                                                .getStatus()
                                                .getHard()
                                        != null);
                assertThatThrownBy(() -> make(admin, pod("full", ""))).hasMessageContaining("exceeded quota");
                Awaitility.await("the policy bites")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> {
                            try {
                                make(
                                        admin,
                                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: c-, namespace: ruled}\n");
                                return false;
                            } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
                                return e.getMessage().contains("never");
                            }
                        });
                Config nobody = new ConfigBuilder(cluster.admin())
                        .withClientCertData(null)
                        .withClientKeyData(null)
                        .withOauthToken("forged")
                        .build();
                try (KubernetesClient client = Access.client(nobody)) {
                    assertThatThrownBy(() -> client.secrets().inNamespace("psa").list())
                            .hasMessageContaining("401");
                }
                try (KubernetesClient client = Access.client(Access.serviceAccount(admin, "psa", "default"))) {
                    assertThatThrownBy(() -> client.nodes().list()).hasMessageContaining("403");
                }
                log.settle();
            }
            assertThat(events.refusedBy("/namespaces/psa/pods")).containsExactly("pod-security");
            assertThat(events.refusedBy("/namespaces/full/pods")).containsExactly("quota");
            assertThat(events.refusedBy("/namespaces/ruled/configmaps")).containsExactly("admission-policy");
            assertThat(events.refusedBy("/namespaces/psa/secrets")).containsExactly("authentication");
            assertThat(events.refusedBy("/api/v1/nodes")).contains("rbac");
        }
    }
}
