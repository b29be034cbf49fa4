package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Action.Done;
import dev.tocsin.timeline.Fact;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Actions on workloads and on the Secrets that they use. */
class WorkloadActionsIT {
    private static ActionBench bench;

    @BeforeAll
    static void start() {
        bench = new ActionBench(0);
        bench.namespace("dev");
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            bench.everyRightWasUsed(
                    // An apply that makes an object is recorded as a patch, and needs this right all the same.
                    "quota: create",
                    // Who uses the Secret here are Deployments.
                    "rotate-secret: get apps/statefulsets",
                    "rotate-secret: get apps/daemonsets",
                    "rotate-secret: patch apps/statefulsets",
                    "rotate-secret: patch apps/daemonsets");
        } finally {
            bench.close();
        }
    }

    private static String deployment(String name, int replicas, String more) {
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
                      terminationGracePeriodSeconds: 1
                      containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]%s}]
                ---
                """.formatted(name, replicas, more);
    }

    private static RollableScalableResource<Deployment> get(String name) {
        return bench.admin.apps().deployments().inNamespace("dev").withName(name);
    }

    /** What a Deployment's ready pods have in an environment variable of the test's. */
    private static List<String> state(String name) {
        return bench.pods("dev", "app", name).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> bench.exec("dev/" + pod.getMetadata().getName(), "sh", "-c", "echo $STATE")
                        .stdout()
                        .strip())
                .toList();
    }

    private static void change(String name, String state) {
        get(name).edit(deployment -> {
            deployment
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .setEnv(List.of(new io.fabric8.kubernetes.api.model.EnvVarBuilder()
                            .withName("STATE")
                            .withValue(state)
                            .build()));
            return deployment;
        });
        ActionBench.until(state, () -> state(name).equals(List.of(state)));
    }

    @Test
    void aWorkloadIsStoppedAndItsNumberIsKept() {
        bench.apply(deployment("scaled", 2, ""));
        String params = "{namespace: dev, name: scaled, replicas: 0}";
        bench.refused("scale", params);
        Done done = bench.twice("scale", params);
        assertThat(done.details())
                .containsEntry("was.replicas", "2")
                .containsEntry("undo", "kubectl scale -n dev deployment scaled --replicas=2");
        ActionBench.until("none", () -> bench.pods("dev", "app", "scaled").isEmpty());
        assertThat(bench.once("scale", "{namespace: dev, name: gone, replicas: 0}")
                        .text())
                .contains("there is no Deployment dev/gone");
    }

    @Test
    void allPodsOfAWorkloadEndAtOnceWhateverGraceTheyAskedFor() {
        bench.apply(stubborn("ended"));
        // Of the same labels, and nobody's.
        bench.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: alike, namespace: dev, labels: {app: ended}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]}]
                """);
        String params = "{namespace: dev, name: ended}";
        bench.refused("end-workload", params);
        List<String> before = bench.pods("dev", "app", "ended").stream()
                .filter(pod -> !pod.getMetadata().getOwnerReferences().isEmpty())
                .map(pod -> pod.getMetadata().getUid())
                .toList();
        assertThat(before).hasSize(2);
        assertThat(bench.twice("end-workload", params).text()).isEqualTo("ended Deployment dev/ended and its 2 pods");
        assertThat(bench.evidence())
                .contains(
                        "manifest of Deployment dev/ended",
                        "log of dev/ended-",
                        "mining",
                        "processes and changed files of dev/ended-");
        ActionBench.until("only what is alike", Duration.ofSeconds(30), () -> bench.pods("dev", "app", "ended").stream()
                .map(pod -> pod.getMetadata().getName())
                .toList()
                .equals(List.of("alike")));
        assertThat(before).noneMatch(uid -> runs(uid));
        assertThat(bench.pod("dev", "alike").getMetadata().getDeletionTimestamp())
                .isNull();
        assertThat(bench.once("end-workload", "{namespace: dev, name: gone}").text())
                .contains("there is no Deployment dev/gone");
    }

    /** Two pods that do not end when they are told to, and ask for ten minutes of grace. */
    private static String stubborn(String name) {
        return deployment(name, 2, "")
                .replace("terminationGracePeriodSeconds: 1", "terminationGracePeriodSeconds: 600")
                .replace(
                        ", command: [sleep, \"3600\"]",
                        ", command: [sh, -c, \"trap 'echo told' TERM; echo mining; while :; do sleep 1; done\"]");
    }

    @Test
    void podsThatAreEndingAlreadyLiveOnThoughTheApiForgetsThem() {
        bench.apply(stubborn("forgotten"));
        get("forgotten").scale(0);
        ActionBench.until("both are ending", () -> bench.pods("dev", "app", "forgotten").stream()
                .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null));
        List<Pod> pods = bench.pods("dev", "app", "forgotten");
        // A kubelet that hears of both at once gives them no grace at all.
        ActionBench.until("their node has told them", () -> pods.stream().allMatch(pod -> bench.admin
                .pods()
                .inNamespace("dev")
                .withName(pod.getMetadata().getName())
                .getLog()
                .contains("told")));
        pods.forEach(pod -> bench.admin.resource(pod).withGracePeriod(0).delete());
        assertThat(bench.pods("dev", "app", "forgotten"))
                .as("what the API shows")
                .isEmpty();
        ActionBench.during("they live on", Duration.ofSeconds(10), () -> pods.stream()
                .allMatch(pod -> runs(pod.getMetadata().getUid())));
    }

    /** Whether any process on the node is in a pod's control group. */
    private static boolean runs(String uid) {
        return !bench.cluster
                .onNode(List.of(
                        "sh", "-c", "grep -lsE 'pod" + uid + "|pod" + uid.replace('-', '_') + "' /proc/[0-9]*/cgroup"))
                .stdout()
                .isBlank();
    }

    @Test
    void aQuotaRefusesWhatGoesBeyondItAndGivesALimitToWhatStatesNone() {
        bench.namespace("capped");
        bench.apply(deployment("there", 1, "").replace("namespace: dev", "namespace: capped"));
        String params = "{namespace: capped, hard: {limits.cpu: 250m}, defaults: {cpu: 100m}}";
        bench.refused("quota", params);
        Done done = bench.twice("quota", params);
        assertThat(done.details())
                .containsEntry(
                        "undo",
                        "kubectl delete -n capped limitrange incident && kubectl delete -n capped resourcequota incident");
        // Until it has counted what is there, it refuses all.
        ActionBench.until("it counts", () -> create("large", ", resources: {limits: {cpu: 300m}}")
                .contains("exceeded quota: incident"));
        assertThat(create("modest", "")).isEmpty();
        assertThat(bench.pod("capped", "modest")
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getResources()
                        .getLimits()
                        .get("cpu")
                        .toString())
                .isEqualTo("100m");
        assertThat(create("another", "")).isEmpty();
        assertThat(create("third", "")).contains("exceeded quota: incident");
        assertThat(bench.pods("capped", "app", "there")).as("what ran before").hasSize(1);
        bench.once("quota", params.replace("250m", "500m"));
        assertThat(bench.evidence()).contains("250m");
        ActionBench.until("it counts anew", () -> create("third", "").isEmpty());
    }

    /** Why a pod is refused; empty if it is not. */
    private static String create(String name, String more) {
        try {
            bench.admin.resource("""
                            ---
                            apiVersion: v1
                            kind: Pod
                            metadata: {name: %s, namespace: capped}
                            spec:
                              terminationGracePeriodSeconds: 1
                              containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]%s}]
                            """.formatted(name, more)).create();
            return "";
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void whatIsWrittenIntoAPausedDeploymentTakesNoEffect() {
        bench.apply(deployment("paused", 1, ""));
        String params = "{namespace: dev, name: paused}";
        bench.refused("pause", params);
        bench.twice("pause", params);
        String before = bench.pods("dev", "app", "paused").get(0).getMetadata().getName();
        bench.once("restart", params);
        ActionBench.during(
                "unchanged", java.time.Duration.ofSeconds(3), () -> bench.pods("dev", "app", "paused").stream()
                        .map(pod -> pod.getMetadata().getName())
                        .toList()
                        .equals(List.of(before)));
        bench.twice("pause", "{namespace: dev, name: paused, resume: true}");
        ActionBench.until("changed", () -> bench.pods("dev", "app", "paused").stream()
                .noneMatch(pod -> pod.getMetadata().getName().equals(before)));
    }

    @Test
    void restartingMakesThePodsAnew() {
        bench.apply(deployment("restarted", 1, ""));
        String params = "{namespace: dev, name: restarted}";
        String before =
                bench.pods("dev", "app", "restarted").get(0).getMetadata().getName();
        bench.refused("restart", params);
        bench.twice("restart", params);
        ActionBench.until("new", () -> bench.pods("dev", "app", "restarted").stream()
                .noneMatch(pod -> pod.getMetadata().getName().equals(before)));
    }

    @Test
    void rollingBackTwiceIsNoRollForwardEvenOfAPausedDeployment() {
        bench.apply(deployment("rolled", 1, ""));
        change("rolled", "first");
        change("rolled", "good");
        change("rolled", "bad");
        String params = "{namespace: dev, name: rolled}";
        bench.refused("rollback", params);
        get("rolled").rolling().pause();
        Done done = bench.once("rollback", params);
        assertThat(done.details()).containsEntry("was.revision", "4").containsEntry("revision", "3");
        ActionBench.until("good", () -> state("rolled").equals(List.of("good")));
        ActionBench.until("counted", () -> "5"
                .equals(get("rolled").get().getMetadata().getAnnotations().get("deployment.kubernetes.io/revision")));
        assertThat(bench.again("rollback", params).text()).contains("is at revision 5 already");
        // The attacker does it again: back to what was good, not to what was before that.
        change("rolled", "worse");
        bench.again("rollback", params);
        ActionBench.until("good again", () -> state("rolled").equals(List.of("good")));
        bench.once("rollback", "{namespace: dev, name: rolled, toRevision: 2}");
        ActionBench.until("first", () -> state("rolled").equals(List.of("first")));
        assertThat(bench.fails("rollback", "{namespace: dev, name: rolled, toRevision: 99}"))
                .contains("there is no revision 99; there are 1, ");
    }

    @Test
    void whatIsDiscardedDoesNotComeBackByTheNextUndo() {
        bench.apply(deployment("discarded", 1, ""));
        change("discarded", "good");
        change("discarded", "bad");
        Done done = bench.once("rollback", "{namespace: dev, name: discarded, discard: true}");
        assertThat(state("discarded")).isEqualTo(List.of("good"));
        assertThat(done.details()).containsKey("discarded").doesNotContainKey("undo");
        get("discarded").rolling().undo();
        ActionBench.until(
                "the first, which has no state", () -> state("discarded").equals(List.of("")));
    }

    @Test
    void aRotatedSecretIsNewForAllThatUseItAndReadByNobody() {
        bench.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: db, namespace: dev}
                stringData: {password: old-password, user: shop}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: database, namespace: dev}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"], envFrom: [{secretRef: {name: db}}]}]
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: bare, namespace: dev}
                spec:
                  terminationGracePeriodSeconds: 1
                  volumes: [{name: db, secret: {secretName: db}}]
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"], volumeMounts: [{name: db, mountPath: /db}]}]
                ---
                """
                + deployment(
                        "consumer", 1, ", env: [{name: STATE, valueFrom: {secretKeyRef: {name: db, key: password}}}]")
                + deployment("stranger", 1, ""));
        String params =
                "{namespace: dev, name: db, keys: [password], tell: {pod: dev/database, script: 'echo \"$password\" >/tmp/learned'}}";
        String stranger =
                bench.pods("dev", "app", "stranger").get(0).getMetadata().getName();
        bench.refused("rotate-secret", params);
        assertThat(bench.fails("rotate-secret", params.replace("echo", "exit 3; echo")))
                .startsWith("what the values open did not take new ones, so nothing was changed");
        assertThat(state("consumer")).containsExactly("old-password");
        Done done = bench.twice("rotate-secret", params);
        String learned =
                bench.exec("dev/database", "cat", "/tmp/learned").stdout().strip();
        assertThat(learned).hasSize(32);
        ActionBench.until("consumer has it", () -> state("consumer").equals(List.of(learned)));
        assertThat(done.details())
                .containsEntry("consumers restarted", "Deployment consumer")
                .hasEntrySatisfying(
                        "residual", text -> assertThat(text).contains("nothing can restart Pod bare, which"));
        assertThat(bench.admin.secrets().inNamespace("dev").withName("db").get().getData())
                .containsEntry("user", "c2hvcA==");
        assertThat(bench.pods("dev", "app", "stranger"))
                .extracting(Pod::getMetadata)
                .extracting(metadata -> metadata.getName())
                .containsExactly(stranger);
        String record = bench.journal.facts().stream().map(Fact::toString).collect(Collectors.joining());
        assertThat(record + bench.evidence()).doesNotContain(learned, "old-password");
        bench.journal.note(Fact.Actor.DRILL, "somebody says " + learned);
        assertThat(bench.journal.facts().toString()).doesNotContain(learned);
        assertThat(bench.cluster
                        .onNode(List.of("grep", "-c", learned, "/var/log/tocsin/audit.log"))
                        .stdout()
                        .strip())
                .as("the audit log")
                .isEqualTo("0");
    }

    /** Whether the ledger lets its user in with a password. */
    private static boolean opens(String password) {
        return bench.exec(
                        "shop/ledger-client",
                        "env",
                        "PGPASSWORD=" + password,
                        "psql",
                        "-XqAtw",
                        "host=ledger dbname=ledger user=shop connect_timeout=3",
                        "-c",
                        "select count(*) from entries")
                .stdout()
                .strip()
                .equals("1000");
    }

    @Test
    void theLedgersPasswordIsRotatedAndItsDataAndPodStay() throws Exception {
        bench.cluster.loadImage("tocsin/ledger:1", Cluster.PODS);
        bench.apply(Files.readString(Path.of("scenarios/fixtures/ledger.yaml")));
        ActionBench.until("the ledger answers", () -> opens("autumn-leaves-1789"));
        String uid = bench.pod("shop", "ledger-0").getMetadata().getUid();
        String params = new YAMLMapper()
                .readTree(Path.of("scenarios/procedures/rotate-ledger-password.yaml")
                        .toFile())
                .at("/actions/0/rotate-secret")
                .toString();
        bench.once("rotate-secret", params);
        String fresh = new String(
                Base64.getDecoder()
                        .decode(bench.admin
                                .secrets()
                                .inNamespace("shop")
                                .withName("ledger")
                                .get()
                                .getData()
                                .get("password")),
                StandardCharsets.UTF_8);
        assertThat(opens("autumn-leaves-1789")).isFalse();
        assertThat(opens(fresh)).isTrue();
        assertThat(bench.pod("shop", "ledger-0").getMetadata().getUid())
                .as("its data lives as long as its pod")
                .isEqualTo(uid);
    }
}
