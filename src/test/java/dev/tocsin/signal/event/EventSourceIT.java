package dev.tocsin.signal.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.TestSurroundings;
import dev.tocsin.timeline.Alert;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Events and conditions of a real cluster, with their times and whom they are about. */
class EventSourceIT {
    private static final String OBJECTS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: small}
            ---
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: q, namespace: small}
            spec: {hard: {pods: "1"}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: greedy, namespace: small}
            spec:
              replicas: 3
              selector: {matchLabels: {app: greedy}}
              template:
                metadata: {labels: {app: greedy}}
                spec: {terminationGracePeriodSeconds: 0, containers: [{name: a, image: "tocsin/shop:1"}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: hungry, namespace: default}
            spec:
              restartPolicy: Never
              terminationGracePeriodSeconds: 0
              containers:
                - name: eater
                  image: tocsin/shop:1
                  command: [sh, -c, "x=0123456789abcdef; while :; do x=$x$x; done"]
                  resources: {limits: {memory: 24Mi}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: short, namespace: default}
            spec:
              restartPolicy: Never
              terminationGracePeriodSeconds: 0
              containers: [{name: ends, image: "tocsin/shop:1", command: [sh, -c, "exit 3"]}]
            """;

    @Test
    void eventsAndConditionsOfARealCluster() throws Exception {
        List<Event> events = new CopyOnWriteArrayList<>();
        Sink sink = new Sink() {
            @Override
            public void event(Event event) {
                events.add(event);
            }

            @Override
            public void alert(Alert alert) {
                throw new AssertionError("nobody raises one here");
            }
        };
        try (Cluster cluster = K3sCluster.start(K3sOptions.defaults());
                KubernetesClient admin = Access.patientClient(cluster.admin())) {
            TestSurroundings around = new TestSurroundings(cluster, admin);
            try (EventSource source = new EventSource(around, sink)) {
                source.settle();
                Awaitility.await("the default account")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> admin.serviceAccounts()
                                        .inNamespace("default")
                                        .withName("default")
                                        .get()
                                != null);
                Instant start = around.clock().instant();
                admin.load(new ByteArrayInputStream(OBJECTS.getBytes(StandardCharsets.UTF_8)))
                        .items()
                        .forEach(item -> admin.resource(item).create());
                Awaitility.await("what it leads to")
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> find(events, "kind", "Event")
                                        .filter(event -> event.text("reason").equals("FailedCreate"))
                                        .findAny()
                                        .isPresent()
                                && find(events, "type", "ReplicaFailure")
                                        .findAny()
                                        .isPresent()
                                && find(events, "reason", "OOMKilled").findAny().isPresent()
                                && find(events, "container", "ends").findAny().isPresent());
                source.settle();

                Event failed = find(events, "kind", "Event")
                        .filter(event -> event.text("reason").equals("FailedCreate"))
                        .findFirst()
                        .orElseThrow();
                assertThat(failed.logSource()).isEqualTo(EventKind.EVENT);
                assertThat(failed.text("message")).contains("exceeded quota: q");
                assertThat(failed.body()).containsEntry("timeError", "1s");
                assertThat(failed.happened()).isBetween(start.minusSeconds(1), failed.seen());
                Event replicas =
                        find(events, "type", "ReplicaFailure").findFirst().orElseThrow();
                assertThat(replicas.logSource()).isEqualTo(EventKind.CONDITION);
                assertThat(replicas.body()).containsEntry("status", "True");
                assertThat((Map<?, ?>) replicas.body().get("involvedObject"))
                        .extracting("name")
                        .isEqualTo("greedy");
                Event killed = find(events, "reason", "OOMKilled").findFirst().orElseThrow();
                assertThat(killed.entities().pod()).isEqualTo("default/hungry");
                assertThat(killed.entities().node()).isEqualTo("server");
                assertThat(killed.happened()).isBetween(start.minusSeconds(1), killed.seen());
                Event ended = find(events, "container", "ends").findFirst().orElseThrow();
                assertThat(ended.body())
                        .containsEntry("type", "ContainerTerminated")
                        .containsEntry("status", "3");
                assertThat(events).noneMatch(event -> event.line().contains("tocsin-canary"));
                assertThat(around.told()).last().asString().startsWith("Kubernetes' Events are heard");
                assertThat(alerts(events))
                        .contains(
                                "event/pod-refused-by-quota",
                                "event/container-out-of-memory",
                                "event/container-crashed");
                assertThat(alerts(events)).doesNotContain("event/node-not-ready");
            }
        }
    }

    private static Stream<Event> find(List<Event> events, String key, String value) {
        return events.stream().filter(event -> event.text(key).equals(value));
    }

    private static List<String> alerts(List<Event> events) {
        List<Rule> rules = Rules.read(
                List.of(
                        "event/pod-refused-by-quota",
                        "event/container-out-of-memory",
                        "event/container-crashed",
                        "event/node-not-ready"),
                Path.of("scenarios/rules"));
        RuleSet set = new RuleSet(rules);
        return events.stream()
                .flatMap(event -> set.match(event.logSource(), event.body(), event.happened()).stream())
                .map(match -> match.rule().name())
                .distinct()
                .toList();
    }
}
