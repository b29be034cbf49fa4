package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.Access;
import dev.tocsin.step.Action.Done;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Actions on who may do what, by what the tokens and accounts may do afterwards. */
class AccessActionsIT {
    private static final Duration CACHE = Duration.ofSeconds(15);
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
                    "patch-role: escalate",
                    "remove-subject: bind",
                    // An apply that makes an object is recorded as a patch, and needs this right all the same.
                    "admit: create",
                    // Its case here has the grant in a ClusterRoleBinding.
                    "revoke-grant: get rbac.authorization.k8s.io/rolebindings",
                    "revoke-grant: delete rbac.authorization.k8s.io/rolebindings");
        } finally {
            bench.close();
        }
    }

    /** What the API answers to a token: 200, 401, 403. */
    private static int status(String token, String namespace, String resource) {
        try (KubernetesClient client = Access.client(new ConfigBuilder(bench.admin.getConfiguration())
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(token)
                .build())) {
            client.raw("/api/v1/namespaces/" + namespace + "/" + resource);
            return 200;
        } catch (KubernetesClientException e) {
            return e.getCode();
        }
    }

    private static String mounted(String pod) {
        return bench.exec("dev/" + pod, "cat", "/var/run/secrets/kubernetes.io/serviceaccount/token")
                .stdout();
    }

    private static String worker(String name) {
        return """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: %s, namespace: dev, labels: {team: a}, annotations: {note: b}}
                imagePullSecrets: [{name: registry}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %1$s-sees, namespace: dev}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                subjects: [{kind: ServiceAccount, name: %1$s, namespace: dev}]
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s-token, namespace: dev, annotations: {kubernetes.io/service-account.name: %1$s}}
                type: kubernetes.io/service-account-token
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: dev}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      serviceAccountName: %1$s
                      containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]}]
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s-bare, namespace: dev}
                spec:
                  serviceAccountName: %1$s
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]}]
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s-without, namespace: dev}
                spec:
                  serviceAccountName: %1$s
                  automountServiceAccountToken: false
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, "3600"]}]
                """.formatted(name);
    }

    private static Secret secret(String name) {
        return bench.admin.secrets().inNamespace("dev").withName(name).get();
    }

    @Test
    void everyTokenOfBeforeIsRefusedAndThePodsGetNewOnes() {
        bench.apply(worker("worker"));
        ActionBench.until(
                "token in the Secret", () -> secret("worker-token").getData().containsKey("token"));
        String stored = new String(
                Base64.getDecoder().decode(secret("worker-token").getData().get("token")), StandardCharsets.UTF_8);
        String pod = bench.pods("dev", "app", "worker").get(0).getMetadata().getName();
        String stolen = mounted(pod);
        assertThat(status(stolen, "dev", "pods")).isEqualTo(200);
        assertThat(status(stored, "dev", "pods")).isEqualTo(200);
        // An attacker who may write the account would hold it by a finalizer: its tokens would live for a minute more.
        bench.admin.serviceAccounts().inNamespace("dev").withName("worker").edit(account -> {
            account.getMetadata().getFinalizers().add("example.com/stay");
            return account;
        });

        bench.refused("revoke-tokens", "serviceAccount: dev/worker");
        Done done = bench.once("revoke-tokens", "serviceAccount: system:serviceaccount:dev:worker");

        ActionBench.until("stolen token refused", CACHE, () -> status(stolen, "dev", "pods") == 401);
        ActionBench.until("stored token refused", CACHE, () -> status(stored, "dev", "pods") == 401);
        ActionBench.until("Secret gone", () -> secret("worker-token") == null);
        assertThat(status(stolen, "dev", "pods")).isEqualTo(401);
        ServiceAccount fresh = bench.admin
                .serviceAccounts()
                .inNamespace("dev")
                .withName("worker")
                .get();
        assertThat(fresh.getMetadata().getUid())
                .isEqualTo(done.details().get("uid"))
                .isNotEqualTo(done.details().get("was.uid"));
        assertThat(fresh.getMetadata().getLabels()).containsEntry("team", "a");
        assertThat(fresh.getMetadata().getAnnotations()).containsEntry("note", "b");
        assertThat(fresh.getMetadata().getFinalizers()).isEmpty();
        assertThat(fresh.getImagePullSecrets()).hasSize(1);
        assertThat(done.details()).containsEntry("pods recycled", pod).containsEntry("pods lost", "worker-bare");
        assertThat(bench.pod("dev", "worker-bare")).isNull();
        assertThat(bench.pod("dev", "worker-without").getMetadata().getDeletionTimestamp())
                .as("it holds no token")
                .isNull();
        ActionBench.until("the new pod's token works", () -> bench.pods("dev", "app", "worker").stream()
                .map(one -> one.getMetadata().getName())
                .anyMatch(name -> !name.equals(pod) && status(mounted(name), "dev", "pods") == 200));
        assertThat(bench.evidence()).contains("manifest of pod dev/worker-bare").doesNotContain(stolen, stored);

        bench.again("revoke-tokens", "{serviceAccount: dev/worker, pods: keep}");
        bench.admin.serviceAccounts().inNamespace("dev").withName("worker").delete();
        assertThat(bench.again("revoke-tokens", "serviceAccount: dev/worker").text())
                .contains("is already gone");
    }

    @Test
    void theAccountThatKubernetesMakesByItselfIsMadeAnewToo() {
        bench.namespace("other");
        String token = Access.serviceAccount(bench.admin, "other", "default").getOauthToken();
        assertThat(status(token, "other", "pods")).isEqualTo(403);
        bench.twice("revoke-tokens", "serviceAccount: other/default");
        ActionBench.until("refused", CACHE, () -> status(token, "other", "pods") == 401);
    }

    private static String token(String account) {
        bench.apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: " + account + ", namespace: dev}}");
        return Access.serviceAccount(bench.admin, "dev", account).getOauthToken();
    }

    private static String binding(String name, String role, String... accounts) {
        StringBuilder yaml = new StringBuilder("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
                subjects:
                """.formatted(name, role));
        for (String account : accounts) {
            yaml.append("  - {kind: ServiceAccount, namespace: dev, name: " + account + "}\n");
        }
        return yaml + "---\n";
    }

    @Test
    void theBindingThatAllowedARequestGoes() {
        String token = token("granted");
        bench.apply(binding("grant", "view", "granted"));
        ActionBench.until("granted", () -> status(token, "dev", "pods") == 200);
        String params =
                "{user: 'system:serviceaccount:dev:granted', source: '[10.42.0.9]', reason: 'RBAC: allowed by ClusterRoleBinding \"grant\" of ClusterRole \"view\" to ServiceAccount \"granted/dev\"'}";
        bench.refused("revoke-grant", params);
        Done done = bench.twice("revoke-grant", params);
        assertThat(done.details())
                .containsEntry("cause.grant", "ClusterRoleBinding/grant")
                .containsEntry("cause.role", "ClusterRole/view");
        ActionBench.until("refused", () -> status(token, "dev", "pods") == 403);
        assertThat(bench.evidence()).contains("manifest of ClusterRoleBinding grant", "granted");
    }

    @Test
    void everyBindingOfSomebodyAloneGoesAndTheOthersAreNamed() {
        String token = token("bound");
        token("friend");
        bench.apply(binding("only", "view", "bound") + binding("shared", "edit", "bound", "friend") + """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: only-too, namespace: dev}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
                subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: "system:serviceaccount:dev:bound"}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: everybody}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                subjects: [{kind: Group, apiGroup: rbac.authorization.k8s.io, name: "system:serviceaccounts:dev"}]
                """);
        ActionBench.until("bound", () -> status(token, "dev", "pods") == 200);
        bench.refused("revoke-bindings", "subject: dev/bound");
        Done done = bench.twice("revoke-bindings", "subject: dev/bound");
        assertThat(done.details().get("deleted"))
                .isEqualTo(
                        "ClusterRoleBinding only of ClusterRole/view, RoleBinding dev/only-too of ClusterRole/admin");
        assertThat(done.details().get("residual"))
                .contains("ClusterRoleBinding shared of ClusterRole/edit names others too")
                .contains(
                        "ClusterRoleBinding everybody of ClusterRole/view still gives it what it gives a whole group");
        bench.admin.rbac().clusterRoleBindings().withName("everybody").delete();

        String params = "{kind: ClusterRoleBinding, name: shared, role: ClusterRole/edit, subject: dev/bound}";
        bench.refused("remove-subject", params);
        assertThat(bench.twice("remove-subject", params).details()).containsEntry("subjects left", "1");
        ActionBench.until("refused", () -> status(token, "dev", "pods") == 403);
        assertThat(bench.admin
                        .rbac()
                        .clusterRoleBindings()
                        .withName("shared")
                        .get()
                        .getSubjects())
                .singleElement()
                .satisfies(left -> assertThat(left.getName()).isEqualTo("friend"));
        bench.twice("revoke-bindings", "{subject: 'system:serviceaccount:dev:friend', shared: delete}");
        assertThat(bench.admin.rbac().clusterRoleBindings().withName("shared").get())
                .isNull();
    }

    @Test
    void aRoleLosesWhatItShouldNotGiveAndKeepsTheRest() {
        String token = token("roled");
        bench.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: too-much}
                rules: [{apiGroups: [""], resources: [pods, secrets], verbs: [get, list]}]
                ---
                """ + binding("roled", "too-much", "roled"));
        ActionBench.until("may", () -> status(token, "dev", "secrets") == 200);
        String params = "{kind: ClusterRole, name: too-much, resources: [secrets]}";
        bench.refused("patch-role", params);
        bench.twice("patch-role", params);
        ActionBench.until("may no more", () -> status(token, "dev", "secrets") == 403);
        assertThat(status(token, "dev", "pods")).isEqualTo(200);
        assertThat(bench.fails("patch-role", "{kind: ClusterRole, name: admin, resources: [secrets]}"))
                .contains("put together of other roles");
    }

    @Test
    void onlyWhatMeetsAConditionIsAdmitted() {
        String params =
                "{name: no-bad, namespaces: [dev], resources: [configmaps], expression: '!has(object.data) || !(\"bad\" in object.data)', message: 'nothing bad'}";
        bench.refused("admit", params);
        Done done = bench.twice("admit", params);
        assertThat(done.details().get("residual")).contains("about 1 s");
        String[] refusal = new String[1];
        ActionBench.until("bites", Duration.ofSeconds(15), () -> {
            try {
                bench.apply(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: x-, namespace: dev}, data: {bad: a}}");
                return false;
            } catch (KubernetesClientException e) {
                refusal[0] = e.getCode() + " " + e.getMessage();
                return true;
            }
        });
        assertThat(refusal[0]).startsWith("403").contains("no-bad", "nothing bad");
        bench.apply("{apiVersion: v1, kind: ConfigMap, metadata: {generateName: x-, namespace: dev}, data: {good: a}}");
        bench.namespace("unbound");
        bench.apply(
                "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: x-, namespace: unbound}, data: {bad: a}}");
    }

    @Test
    void labelsAnnotationsAndWholeObjectsArePutRight() {
        bench.apply(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: thing, namespace: dev, labels: {a: b}}, data: {k: v}}");
        var thing = bench.admin.configMaps().inNamespace("dev").withName("thing");
        String named = "kind: ConfigMap, namespace: dev, name: thing";
        bench.refused("label", "{" + named + ", labels: {a: c}}");
        Done done = bench.twice("label", "{" + named + ", labels: {a: c, d: e}}");
        assertThat(done.details())
                .containsEntry("was.a", "b")
                .containsEntry("undo", "kubectl label --overwrite -n dev configmap thing a=b d-");
        assertThat(thing.get().getMetadata().getLabels())
                .containsEntry("a", "c")
                .containsEntry("d", "e");
        bench.twice("label", "{" + named + ", labels: {d: null}}");
        assertThat(thing.get().getMetadata().getLabels()).doesNotContainKey("d");
        bench.refused("annotation", "{" + named + ", annotations: {seen: x}}");
        bench.twice("annotation", "{" + named + ", annotations: {seen: x}}");
        assertThat(thing.get().getMetadata().getAnnotations()).containsEntry("seen", "x");
        bench.twice("label", "{namespace: dev, labels: {pod-security.kubernetes.io/warn: baseline}}");
        assertThat(bench.admin.namespaces().withName("dev").get().getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/warn", "baseline");

        bench.refused("delete", "{" + named + "}");
        bench.twice("delete", "{" + named + "}");
        assertThat(thing.get()).isNull();
        assertThat(bench.evidence()).contains("manifest of ConfigMap dev/thing before it was deleted");
    }

    @Test
    void anObjectIsPutBackToWhatIsDeclared() {
        bench.namespace("shop");
        String params = "{from: fixtures/shop, kind: Service, namespace: shop, name: web}";
        bench.refused("restore-object", params);
        assertThat(bench.once("restore-object", params).text()).contains("which was gone");
        var web = bench.admin.services().inNamespace("shop").withName("web");
        String address = web.get().getSpec().getClusterIP();
        web.edit(service -> {
            service.getSpec().setSelector(java.util.Map.of("app", "attacker"));
            service.getMetadata().setLabels(java.util.Map.of("added", "too"));
            return service;
        });
        Done done = bench.once("restore-object", params);
        assertThat(done.details().get("changed")).isEqualTo("/metadata/labels, /spec/selector/app");
        assertThat(web.get().getSpec().getSelector()).containsExactlyEntriesOf(java.util.Map.of("app", "web"));
        assertThat(web.get().getSpec().getClusterIP()).isEqualTo(address);
        assertThat(bench.again("restore-object", params).text())
                .isEqualTo("Service shop/web is as fixtures/shop declares it");
        assertThat(bench.fails("restore-object", params.replace("name: web", "name: gone")))
                .contains("fixtures/shop declares no Service shop/gone of v1");
    }
}
