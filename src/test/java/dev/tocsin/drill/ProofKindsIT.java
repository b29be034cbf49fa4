package dev.tocsin.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Observation;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Proofs that compare with what was before, and sessions that outlive what is done against them. */
class ProofKindsIT {
    private static final String OBJECTS = "{objects: [rbac.authorization.k8s.io/v1 ClusterRoleBinding, v1 Secret]}";
    private static K3sCluster cluster;
    private static Identities identities;

    @BeforeAll
    static void start() throws IOException {
        cluster = K3sCluster.start(K3sOptions.defaults());
        identities = new Identities(cluster, new Journal(Instant::now, fact -> {}));
        List<PolicyRule> needs = Stream.of("pods", "unchanged", "persistence", "session")
                .flatMap(kind -> Kinds.onClassPath()
                        .step(kind)
                        .proberNeeds(
                                params(
                                        "{pod: dev/foothold, command: [x], objects: [rbac.authorization.k8s.io/v1 ClusterRoleBinding, v1 Secret]}"))
                        .stream())
                .toList();
        identities.create(List.of(), needs);
        Fixtures.awaitReady(
                identities.admin(),
                Fixtures.apply(
                        identities.admin(),
                        List.of(
                                Files.readString(Path.of("scenarios/fixtures/shop.yaml")),
                                Files.readString(Path.of("scenarios/fixtures/foothold.yaml"))),
                        false,
                        (whose, value) -> {}));
        cluster.awaitOwnObjects();
    }

    @AfterAll
    static void end() {
        identities.close();
        cluster.close();
    }

    private static ObjectNode params(String yaml) {
        try {
            return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(yaml);
        } catch (IOException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }

    private static Observation look(String kind, String params) {
        return Kinds.onClassPath().step(kind).run(params(params), identities);
    }

    private static void apply(String yaml) {
        identities
                .admin()
                .load(new java.io.ByteArrayInputStream(("---\n" + yaml).getBytes()))
                .create();
    }

    @Test
    void whatWasAddedChangedAndTakenAwayIsNamed() {
        apply("{apiVersion: v1, kind: Secret, metadata: {name: kept, namespace: dev}, stringData: {a: b}}");
        Kinds.onClassPath().step("unchanged").baseline(params(OBJECTS), identities);
        assertThat(look("unchanged", OBJECTS).values()).containsEntry("differences", "0");
        identities.admin().secrets().inNamespace("dev").withName("kept").edit(secret -> {
            secret.setStringData(java.util.Map.of("a", "c"));
            return secret;
        });
        identities
                .admin()
                .rbac()
                .clusterRoleBindings()
                .withName("migration-2023-labels")
                .delete();
        apply("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: back},"
                + " roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}}");
        assertThat(look("unchanged", OBJECTS).values())
                .containsEntry("differences", "3")
                .containsEntry("added", "ClusterRoleBinding back")
                .containsEntry("removed", "ClusterRoleBinding migration-2023-labels")
                .containsEntry("changed", "Secret dev/kept");
        assertThat(look("unchanged", OBJECTS.replace("}", ", except: [ClusterRoleBinding back, Secret dev/kept]}"))
                        .values())
                .containsEntry("differences", "1");
    }

    @Test
    void everyWayBackIsFound() {
        Kinds.onClassPath().step("persistence").baseline(params("{}"), identities);
        assertThat(look("persistence", "{}").values()).containsEntry("found", "0");
        apply("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: beacon, namespace: dev}
                spec:
                  schedule: "0 0 1 1 *"
                  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: x}]}}}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: forever, namespace: dev, annotations: {kubernetes.io/service-account.name: app}}
                type: kubernetes.io/service-account-token
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: honest, namespace: dev}
                """);
        cluster.onNode(
                List.of(
                        "sh",
                        "-c",
                        "mkdir -p /var/lib/rancher/k3s/agent/pod-manifests && echo '{}' > /var/lib/rancher/k3s/agent/pod-manifests/x.yaml"));
        assertThat(look("persistence", "{}").values())
                .containsEntry("found", "3")
                .containsEntry(
                        "added",
                        "CronJob dev/beacon, File server:/var/lib/rancher/k3s/agent/pod-manifests/x.yaml,"
                                + " Secret dev/forever");
    }

    @Test
    void aPodIsKnownByWhatItIsAndNotOnlyByItsName() {
        String web = "{namespace: shop, selector: app=web}";
        String before = look("pods", web).value("found");
        assertThat(look("pods", web).values())
                .containsEntry("nodes", "server")
                .containsEntry("ready", look("pods", web).value("count"));
        identities
                .admin()
                .pods()
                .inNamespace("shop")
                .withLabel("app", "web")
                .withGracePeriod(0)
                .delete();
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Observation after = look("pods", web);
            assertThat(after.value("ready")).isEqualTo(after.value("count"));
            assertThat(after.value("found")).isNotEqualTo(before).isNotEmpty();
        });
        assertThat(look("pods", "{namespace: shop, image: 'tocsin/shop*'}").value("count"))
                .isNotEqualTo("0");
        assertThat(look("pods", "{node: agent-7}").value("count")).isEqualTo("0");
    }

    @Test
    void aSessionGoesOnUntilItsProcessDies() {
        assertThat(look("session", "{name: shell}").values()).containsEntry("open", "false");
        assertThat(look(
                                "session",
                                "{name: shell, pod: dev/foothold, command: [sh, -c, 'while :; do echo x; sleep 0.1; done']}")
                        .values())
                .containsEntry("moves", "true");
        // The right to open one is gone; what is open stays.
        identities
                .admin()
                .rbac()
                .clusterRoles()
                .withName("incident-response-prober")
                .edit(role -> {
                    role.getRules().removeIf(rule -> rule.getResources().contains("pods/exec"));
                    return role;
                });
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> look("session", "{name: shell}").value("moves").equals("true"));
        identities
                .admin()
                .pods()
                .inNamespace("dev")
                .withName("foothold")
                .withGracePeriod(0)
                .delete();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> look("session", "{name: shell}").value("moves").equals("false"));
        assertThat(look("session", "{name: shell}").values()).containsEntry("open", "false");
    }
}
