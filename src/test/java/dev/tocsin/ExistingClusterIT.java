package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.existing.Demands;
import dev.tocsin.cluster.existing.ExistingCluster;
import dev.tocsin.cluster.existing.OptIn;
import dev.tocsin.cluster.existing.Refused;
import dev.tocsin.cluster.existing.RunnerRole;
import dev.tocsin.cluster.existing.Target;
import dev.tocsin.drill.DrillRules;
import dev.tocsin.drill.OnExisting;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drills in a cluster that others use: what may not be is refused and changes nothing, what was done is taken back. */
class ExistingClusterIT {
    private static final String DRILL = "stolen-sa-token-replay";
    private static final Path LIBRARY = Path.of("scenarios").toAbsolutePath();

    @TempDir
    static Path folder;

    private static Staging staging;
    private Map<String, String> before;

    @BeforeAll
    static void start() throws Exception {
        staging = new Staging(folder);
        staging.apply(RunnerRole.yaml(List.of(demands(DRILL))));
        staging.write(Staging.CONTEXT, kubeconfigOf(RunnerRole.ACCOUNT));
    }

    @AfterAll
    static void stop() {
        staging.close();
    }

    @BeforeEach
    void look() throws Exception {
        before = staging.inventory();
    }

    @AfterEach
    void nothingOfAnyDrillRemainsAndNothingElseWasTouched() throws Exception {
        assertThat(differences(before, staging.inventory())).isEmpty();
        assertThat(staging.admin()
                        .leases()
                        .inNamespace(OptIn.NAMESPACE)
                        .withName("drill")
                        .get())
                .isNull();
    }

    private static Set<String> differences(Map<String, String> one, Map<String, String> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
        return names;
    }

    private static Demands demands(String name) {
        Library library = new Library(LIBRARY);
        Drill drill = library.load(name);
        return OnExisting.of(drill, DrillRules.of(drill, library));
    }

    /** Whoever the role is for, and not an administrator. */
    private static String kubeconfigOf(String account) {
        var config = KubeConfigUtils.parseConfigFromString(staging.cluster().kubeconfig());
        var user = config.getUsers().get(0).getUser();
        user.setClientCertificateData(null);
        user.setClientKeyData(null);
        user.setToken(
                Access.serviceAccount(staging.admin(), OptIn.NAMESPACE, account).getOauthToken());
        return Serialization.asYaml(config);
    }

    private static Target target() {
        return Target.of(staging.kubeconfig().toString(), Staging.CONTEXT, "", "tocsin/audit.log")
                .orElseThrow();
    }

    private String[] run(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        all.addAll(List.of(
                "--context",
                Staging.CONTEXT,
                "--kubeconfig",
                staging.kubeconfig().toString()));
        if (command.equals("run")) {
            all.addAll(List.of("--audit-path", "tocsin/audit.log", "--library", LIBRARY.toString()));
        }
        return all.toArray(String[]::new);
    }

    @Test
    void aDrillHoldsWithTheRightsOfItsRoleAndLeavesNothing() throws Exception {
        assertThat(staging.run(run("run", DRILL))).as(staging.said()).isZero();
        assertThat(staging.said()).contains("verdict: held");
        JsonNode environment = summary().path("environment");
        assertThat(environment.path("Existing cluster, by context").asText()).isEqualTo(Staging.CONTEXT);
        System.out.println("guards took " + environment.path("Guards took").asText());
    }

    @ParameterizedTest(name = "killed when it says: {0}")
    @ValueSource(strings = {"steady state holds", "contain   responder"})
    void whatAKilledDrillDidIsTakenBackFromAnotherMachine(String said) throws Exception {
        Process drill = staging.start(run("run", DRILL));
        awaitSaid(drill, said);
        drill.destroyForcibly().waitFor();
        assertThat(differences(before, staging.inventory())).contains("Namespace /shop");
        assertThatThrownBy(() -> ExistingCluster.take(target(), demands(DRILL))).isInstanceOf(Refused.class);
        takenBack();
        assertThat(staging.said()).contains("nothing was left");
    }

    private void takenBack() throws Exception {
        assertThat(staging.run(run("cleanup"))).as(staging.said()).isZero();
        assertThat(differences(before, staging.inventory())).isEmpty();
        assertThat(staging.run(run("cleanup"))).isZero();
    }

    /** {@code ci/bench existing}: at so many moments that nobody chose. */
    @ParameterizedTest(name = "killed after {0} ms")
    @MethodSource("moments")
    void killedAtAnyMoment(long millis) throws Exception {
        Process drill = staging.start(run("run", DRILL));
        if (!drill.waitFor(millis, TimeUnit.MILLISECONDS)) {
            drill.destroyForcibly().waitFor();
        }
        System.out.printf(
                "killed after %d ms, at: %s; left: %s%n",
                millis,
                staging.said().lines().reduce("", (first, last) -> last),
                differences(before, staging.inventory()).size());
        takenBack();
    }

    static Stream<Long> moments() {
        long seed = Long.getLong("existing.seed", System.nanoTime());
        int kills = Integer.getInteger("existing.kills", 1);
        System.out.printf("kills: %d, -Dexisting.seed=%d%n", kills, seed);
        return new Random(seed).longs(kills, 1_500, 30_000).boxed();
    }

    @Test
    void theIncidentLockEndsADrillThatRunsAndTheRecordSaysSo() throws Exception {
        Process drill = staging.start(run("run", DRILL));
        awaitSaid(drill, "steady state holds");
        var lock = staging.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(OptIn.NAMESPACE)
                        .withName("incident-lock")
                        .endMetadata()
                        .withData(Map.of("reason", "INC-42: the shop is down"))
                        .build());
        lock.create();
        try {
            assertThat(drill.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(drill.exitValue()).as(staging.said()).isEqualTo(3);
            assertThat(summary().path("cause").asText()).contains("incident lock is set", "INC-42: the shop is down");
            refuses(DRILL, "incident lock is set", "INC-42: the shop is down", "No drill begins");
        } finally {
            lock.delete();
        }
    }

    @Test
    void anInterruptTakesBackWhatWasDone() throws Exception {
        Process drill = staging.start(run("run", DRILL));
        awaitSaid(drill, "steady state holds");
        drill.destroy();
        assertThat(drill.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(drill.exitValue()).isEqualTo(128 + 15);
    }

    private static JsonNode summary() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("reports/latest/" + DRILL + ".summary.json")
                        .toFile());
    }

    private void awaitSaid(Process run, String text) {
        Awaitility.await(text)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .failFast("the run has ended", () -> !run.isAlive())
                .until(() -> staging.said().contains(text));
    }

    private static void refuses(String drill, String... why) {
        refuses(target(), drill, why);
    }

    private static void refuses(Target target, String drill, String... why) {
        assertThatThrownBy(() -> ExistingCluster.take(target, demands(drill)).close())
                .isInstanceOf(Refused.class)
                .message()
                .contains(why);
    }

    @Test
    void refusesAContextThatIsNotThere() {
        refuses(
                Target.of(staging.kubeconfig().toString(), "elsewhere", "", "").orElseThrow(),
                DRILL,
                "no context 'elsewhere'",
                "It has staging");
    }

    @Test
    void refusesAContextOnTheDenyList() {
        refuses(
                Target.of(staging.kubeconfig().toString(), Staging.CONTEXT, "^stag", "")
                        .orElseThrow(),
                DRILL,
                "context 'staging' is on the deny list (^stag)");
    }

    @Test
    void refusesAServerOnTheDenyList() {
        refuses(
                Target.of(staging.kubeconfig().toString(), Staging.CONTEXT, "^https://", "")
                        .orElseThrow(),
                DRILL,
                "The server 'https://",
                "is on the deny list");
    }

    @Test
    void refusesProductionByDefault() throws Exception {
        staging.write("eu-prod-1", staging.cluster().kubeconfig());
        try {
            refuses(
                    Target.of(staging.kubeconfig().toString(), "eu-prod-1", "", "")
                            .orElseThrow(),
                    DRILL,
                    "'eu-prod-1' is on the deny list");
        } finally {
            staging.write(Staging.CONTEXT, kubeconfigOf(RunnerRole.ACCOUNT));
        }
    }

    @Test
    void refusesAClusterThatHasNotOptedIn() {
        label(OptIn.NAMESPACE, OptIn.LABEL, null);
        try {
            refuses(DRILL, "has not opted in", "ci/tocsin role " + DRILL);
        } finally {
            label(OptIn.NAMESPACE, OptIn.LABEL, OptIn.ALLOWED);
        }
    }

    @Test
    void refusesANamespaceThatIsThereAndHasNotOptedIn() {
        var shop = staging.admin()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("shop")
                        .endMetadata()
                        .build());
        shop.create();
        try {
            refuses(DRILL, "Namespace shop is there and has not opted in", "kubectl label namespace shop");
        } finally {
            shop.withTimeout(60, TimeUnit.SECONDS).delete();
            Awaitility.await().until(() -> shop.get() == null);
        }
    }

    @Test
    void refusesTheSystemsNamespace() {
        refuses("rbac-cluster-admin-grab", "Namespace kube-system is there and has not opted in");
    }

    @Test
    void refusesWhoMayNotDoWhatTheDrillDoes() {
        refuses("secrets-dump-and-rotate", "may not do what the drill", "ci/tocsin role secrets-dump-and-rotate");
    }

    @Test
    void refusesAFaultOfANode() {
        refuses("node-loss", "needs the machines below the API", "nodeFault");
    }

    @Test
    void refusesAFaultOfTheDatastore() {
        refuses("datastore-wipe-and-restore", "needs the machines below the API", "datastore");
    }

    @Test
    void refusesASensorOnNodes() {
        refuses("runtime-drop-and-execute", "rules on runtime");
    }

    @Test
    void refusesToChangeNodesThatAreNotDisposable() {
        var demands = demands(DRILL);
        var more = new Demands("cordons", demands.namespaces(), List.of(Rights.allow("", "nodes", "patch")), List.of());
        assertThatThrownBy(() -> ExistingCluster.take(target(), more))
                .isInstanceOf(Refused.class)
                .hasMessageContainingAll("changes nodes", "not declared disposable", OptIn.DISPOSABLE);
    }

    @Test
    void refusesASecondDrill() {
        var lease = staging.admin()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(OptIn.NAMESPACE)
                        .withName("drill")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("another drill")
                        .withRenewTime(ZonedDateTime.now())
                        .withAcquireTime(ZonedDateTime.now())
                        .withLeaseDurationSeconds(15)
                        .endSpec()
                        .build());
        lease.create();
        try {
            refuses(DRILL, "A drill of another drill runs in this cluster");
        } finally {
            lease.delete();
        }
    }

    @Test
    void refusesAChangeOfWhatHasNotOptedInWhoeverSendsIt() {
        try (ExistingCluster cluster = ExistingCluster.take(target(), demands(DRILL));
                KubernetesClient client = cluster.client(staging.cluster().admin())) {
            assertThatThrownBy(() -> client.configMaps()
                            .inNamespace("team")
                            .withName("theirs")
                            .edit(one -> {
                                one.getData().put("of", "a drill");
                                return one;
                            }))
                    .hasStackTraceContaining("Namespace team is not opted in");
            assertThatThrownBy(() -> client.namespaces().withName("team").delete())
                    .hasStackTraceContaining("Namespace team is not opted in");
            assertThatThrownBy(() -> client.nodes().withName("server").edit(node -> {
                        node.getSpec().setUnschedulable(true);
                        return node;
                    }))
                    .hasStackTraceContaining("not declared disposable");
            assertThatThrownBy(() -> cluster.beforeRequest("DELETE", "/api/v1/namespaces/team/configmaps/theirs", null))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(cluster::mayGoOn).isInstanceOf(Refused.class).hasMessageContaining("team");
        }
    }

    @Test
    void whatWasThereIsAsItWas() throws Exception {
        staging.write(Staging.CONTEXT, staging.cluster().kubeconfig());
        label("team", OptIn.LABEL, OptIn.ALLOWED);
        try {
            build(staging.admin()); // theirs, and called alike
            Map<String, String> labelled = staging.inventory();
            try (ExistingCluster cluster = ExistingCluster.take(target(), demands(DRILL));
                    KubernetesClient client = cluster.client(staging.cluster().admin())) {
                client.configMaps().inNamespace("team").withName("theirs").edit(one -> {
                    one.setData(Map.of("of", "a drill"));
                    return one;
                });
                client.secrets().inNamespace("team").withName("theirs").delete();
                build(client);
                build(client);
                assertThatThrownBy(() -> client.namespaces().withName("team").delete())
                        .hasStackTraceContaining("what is in it could not be given back");
            }
            assertThat(differences(labelled, staging.inventory())).containsExactly("Secret team/theirs"); // made again
            assertThat(staging.admin()
                            .secrets()
                            .inNamespace("team")
                            .withName("theirs")
                            .get()
                            .getData())
                    .containsKey("password");
        } finally {
            label("team", OptIn.LABEL, null);
            staging.admin().pods().inNamespace("team").withGracePeriod(0).delete();
            Awaitility.await().until(() -> staging.admin()
                    .pods()
                    .inNamespace("team")
                    .list()
                    .getItems()
                    .isEmpty());
            staging.write(Staging.CONTEXT, kubeconfigOf(RunnerRole.ACCOUNT));
            before = staging.inventory(); // the secret is another object with the same in it
        }
    }

    private static void build(KubernetesClient client) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("team")
                        .withGenerateName("build-")
                        .endMetadata()
                        .withNewSpec()
                        .withTerminationGracePeriodSeconds(0L)
                        .addNewContainer()
                        .withName("build")
                        .withImage("nowhere.invalid/none:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private static void label(String namespace, String name, String value) {
        staging.admin().namespaces().withName(namespace).edit(one -> {
            if (value == null) {
                one.getMetadata().getLabels().remove(name);
            } else {
                one.getMetadata().getLabels().put(name, value);
            }
            return one;
        });
    }
}
