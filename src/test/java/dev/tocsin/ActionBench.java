package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.step.Action;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import dev.tocsin.timeline.Evidence;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real cluster on which single actions are tried, each with an account that has exactly the rights that it states. */
final class ActionBench implements AutoCloseable {
    private static final String NAMESPACE = "incident-response";
    final Cluster cluster;
    final KubernetesClient admin;
    private final AtomicInteger accounts = new AtomicInteger();
    /** What actions stated, as {@code terminate: delete apps/deployments}. */
    private final Set<String> stated = new TreeSet<>();

    /** Of the action that was tried last. */
    Journal journal = new Journal(Instant::now, fact -> {});

    ActionBench(int agents) {
        cluster = K3sCluster.start(K3sOptions.defaults().withAgents(agents));
        admin = Access.patientClient(cluster.admin());
        until(
                "nodes ready",
                () -> admin.nodes().list().getItems().stream()
                                .filter(Readiness.getInstance()::isReady)
                                .count()
                        == agents + 1);
        namespace(NAMESPACE);
    }

    void namespace(String name) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        until(
                "account default",
                () -> admin.serviceAccounts()
                                .inNamespace(name)
                                .withName("default")
                                .get()
                        != null);
    }

    /** Applies manifests and waits until their pods and Deployments are ready. */
    void apply(String yaml) {
        List<HasMetadata> items = admin.load(
                        new ByteArrayInputStream(("---\n" + yaml).getBytes(StandardCharsets.UTF_8)))
                .items();
        items.forEach(item -> admin.resource(item).create());
        items.stream()
                .filter(item -> List.of("Pod", "Deployment", "StatefulSet").contains(item.getKind()))
                .forEach(item -> until(item.getMetadata().getName() + " ready", () -> {
                    HasMetadata now = admin.resource(item).get();
                    return now != null && Readiness.getInstance().isReady(now);
                }));
    }

    private record With(Cluster cluster, KubernetesClient client, Alert alert, Journal journal) implements Responding {
        @Override
        public String manifest(String name) {
            try {
                return Files.readString(Path.of("scenarios", name + ".yaml"));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static final Alert ALERT = new Alert(
            "audit/x",
            "Something happened",
            "high",
            "audit",
            Instant.EPOCH,
            Instant.EPOCH,
            Entities.NONE,
            Map.of(),
            List.of());

    static ObjectNode params(String yaml) {
        try {
            return (ObjectNode) new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }

    /** Once, with a new account that may do what the action states, and with a new record. */
    Action.Done once(String name, String yaml) {
        journal = new Journal(Instant::now, fact -> {});
        return again(name, yaml);
    }

    /** Once more, in the same record. */
    Action.Done again(String name, String yaml) {
        Action action = Kinds.onClassPath().action(name);
        ObjectNode params = params(yaml);
        return run(action, params, action.needs(params));
    }

    /** Twice: the second time must do no harm, and find that it is done. */
    Action.Done twice(String name, String yaml) {
        Action.Done first = once(name, yaml);
        Action.Done second = again(name, yaml);
        assertThat(second.details()).as(second.text()).doesNotContainKey("pods lost");
        return first;
    }

    /** With no rights at all: it fails, and says what the API said. */
    String refused(String name, String yaml) {
        journal = new Journal(Instant::now, fact -> {});
        Action action = Kinds.onClassPath().action(name);
        RuntimeException failure =
                catchThrowableOfType(RuntimeException.class, () -> run(action, params(yaml), List.of()));
        assertThat(failure).as(name + " without rights").isNotNull();
        assertThat(failure.getMessage()).containsAnyOf(" is forbidden: User ", "refused it with 403");
        return failure.getMessage();
    }

    /** With its rights, and yet it fails. */
    String fails(String name, String yaml) {
        RuntimeException failure = catchThrowableOfType(RuntimeException.class, () -> once(name, yaml));
        assertThat(failure).as(name + " fails").isNotNull();
        return failure.getMessage();
    }

    private Action.Done run(Action action, ObjectNode params, List<PolicyRule> rules) {
        String account = action.name() + "-" + accounts.incrementAndGet();
        rules.forEach(rule -> rule.getVerbs()
                .forEach(verb -> stated.add(action.name() + ": " + verb + " "
                        + rule.getApiGroups().get(0) + "/" + rule.getResources().get(0))));
        account(account, rules);
        try (KubernetesClient client = Access.client(Access.serviceAccount(admin, NAMESPACE, account))) {
            Action.Done done = action.run(params, new With(cluster, client, ALERT, journal));
            journal.note(Fact.Actor.RESPONDER, done.text(), done.details());
            System.out.println(action.name() + ": " + done.text() + " " + done.details());
            return done;
        }
    }

    private void account(String name, List<PolicyRule> rules) {
        admin.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        admin.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withNamespace(NAMESPACE)
                        .withName(name)
                        .endSubject()
                        .build())
                .create();
        rules.forEach(rule -> until("right " + rule, () -> may(name, rule)));
    }

    /** The authorizer hears of new rights some milliseconds after they were written. */
    private boolean may(String account, PolicyRule rule) {
        String[] resource = rule.getResources().get(0).split("/", 2);
        return Boolean.TRUE.equals(admin.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser("system:serviceaccount:" + NAMESPACE + ":" + account)
                        .withNewResourceAttributes()
                        .withGroup(rule.getApiGroups().get(0))
                        .withResource(resource[0])
                        .withSubresource(resource.length > 1 ? resource[1] : null)
                        .withVerb(rule.getVerbs().get(0))
                        .withName(
                                rule.getResourceNames().isEmpty()
                                        ? null
                                        : rule.getResourceNames().get(0))
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed());
    }

    Pod pod(String namespace, String name) {
        return admin.pods().inNamespace(namespace).withName(name).get();
    }

    List<Pod> pods(String namespace, String label, String value) {
        return admin.pods()
                .inNamespace(namespace)
                .withLabel(label, value)
                .list()
                .getItems();
    }

    CommandResult exec(String pod, String... command) {
        return PodExec.run(admin, pod, List.of(command));
    }

    String evidence() {
        return journal.evidence().stream().map(Evidence::toString).collect(Collectors.joining("\n"));
    }

    static void until(String what, Callable<Boolean> holds) {
        until(what, Duration.ofSeconds(60), holds);
    }

    static void until(String what, Duration longest, Callable<Boolean> holds) {
        Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .atMost(longest)
                .ignoreExceptions()
                .until(holds);
    }

    /** Holds during all of that time. */
    static void during(String what, Duration time, Callable<Boolean> holds) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(100))
                .during(time)
                .atMost(time.plusSeconds(5))
                .until(holds);
    }

    /**
     * Every right that an action stated was used by one of its runs, as the API server recorded them; so it states no more
     * than it needs.
     *
     * @param but beginnings of those that no case here comes to use
     */
    void everyRightWasUsed(String... but) throws Exception {
        Set<String> used = new TreeSet<>();
        ObjectMapper json = new ObjectMapper();
        String log = cluster.onNode(List.of("grep", "-h", "serviceaccount:" + NAMESPACE + ":", K3sCluster.AUDIT_LOG))
                .stdout();
        for (String line : log.lines().toList()) {
            JsonNode record = json.readTree(line);
            String user = record.at("/user/username").asText();
            JsonNode object = record.path("objectRef");
            String part = object.path("subresource").asText();
            used.add(user.substring(user.lastIndexOf(':') + 1).replaceAll("-[0-9]+$", "") + ": "
                    + record.path("verb").asText() + " "
                    + object.path("apiGroup").asText() + "/"
                    + object.path("resource").asText() + (part.isEmpty() ? "" : "/" + part));
        }
        assertThat(used).isNotEmpty();
        assertThat(stated)
                // A WebSocket begins with get; newer API servers ask for create as well.
                .filteredOn(right -> !right.endsWith("create /pods/exec"))
                .filteredOn(right -> Stream.of(but).noneMatch(right::startsWith))
                .isSubsetOf(used);
    }

    @Override
    public void close() {
        admin.close();
        cluster.close();
    }
}
