package dev.tocsin.signal.event;

import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.Surroundings;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Watches Events, and the conditions of nodes, pods and Deployments. */
final class EventSource implements Source {
    private static final String CANARY = "tocsin-canary-";
    private static final String NAMESPACE = "default";
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);
    private final KubernetesClient client;
    private final Surroundings around;
    private final Conditions<Node> nodes;
    private final Conditions<Pod> pods;
    private final Conditions<Deployment> deployments;
    private final List<SharedIndexInformer<?>> watches;
    private volatile @Nullable String heard;

    EventSource(Surroundings around, Sink sink) {
        this.around = around;
        this.client = around.admin();
        Instant begin = around.clock().instant();
        nodes = new Conditions<>(around.clock(), sink, begin);
        pods = new Conditions<>(around.clock(), sink, begin);
        deployments = new Conditions<>(around.clock(), sink, begin);
        watches = List.of(
                client.v1().events().inAnyNamespace().inform(new ObjectEvents(around.clock(), sink, this::isCanary)),
                client.nodes().inform(nodes),
                client.pods().inAnyNamespace().inform(pods),
                client.apps().deployments().inAnyNamespace().inform(deployments));
    }

    private boolean isCanary(Event event) {
        String name = event.getMetadata().getName();
        if (!name.startsWith(CANARY)) {
            return false;
        }
        heard = name;
        return true;
    }

    @Override
    public void settle() {
        Instant sent = around.clock().instant();
        Event canary = client.v1().events().resource(canary()).create();
        try {
            Awaitility.await("an Event that was made to test it, and all objects as they were")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(LONGEST)
                    .until(() -> canary.getMetadata().getName().equals(heard));
            Duration lag = Duration.between(sent, around.clock().instant());
            await(client.nodes().list().getItems(), nodes);
            await(client.pods().inAnyNamespace().list().getItems(), pods);
            await(client.apps().deployments().inAnyNamespace().list().getItems(), deployments);
            around.tell("Kubernetes' Events are heard: a test shows after " + lag.toMillis() + " ms at most");
        } catch (ConditionTimeoutException e) {
            throw new SourceException(
                    "What Kubernetes says of its objects is not heard: a watch that was tested shows nothing", e);
        } finally {
            client.v1().events().resource(canary).delete();
        }
    }

    private static Event canary() {
        return new EventBuilder()
                .withNewMetadata()
                .withName(CANARY + UUID.randomUUID())
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewInvolvedObject()
                .withKind("Namespace")
                .withName(NAMESPACE)
                .withNamespace(NAMESPACE)
                .endInvolvedObject()
                .withReason("Canary")
                .withType("Normal")
                .build();
    }

    private static <T extends HasMetadata> void await(List<T> now, Conditions<T> conditions) {
        Awaitility.await("objects as they are")
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .atMost(LONGEST)
                .until(() -> now.stream()
                        .allMatch(object ->
                                conditions.knows(object) || object.getMetadata().getDeletionTimestamp() != null));
    }

    @Override
    public void close() {
        watches.forEach(SharedIndexInformer::close);
    }
}
