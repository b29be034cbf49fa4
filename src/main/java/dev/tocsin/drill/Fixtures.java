package dev.tocsin.drill;

import dev.tocsin.cluster.Waits;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** Puts the fixtures into the cluster and waits until their pods are ready. */
final class Fixtures {
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);

    private Fixtures() {}

    /**
     * What several fixtures make alike, such as the namespace that they share, is made once.
     *
     * @param used whether a drill was here before: what is there already is left as that has left it, and what is missing is made
     * @param secret told of each value of a Secret, with whose it is: who reads a report must not read them either
     * @return what must become ready
     */
    static List<HasMetadata> apply(
            KubernetesClient admin, Collection<String> manifests, boolean used, BiConsumer<String, String> secret) {
        List<HasMetadata> wanted = new ArrayList<>();
        Set<HasMetadata> made = new HashSet<>();
        for (String manifest : manifests) {
            List<HasMetadata> items = admin.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                    .items();
            for (HasMetadata item : items) {
                if (!made.add(item)) {
                    continue;
                }
                if (item instanceof Secret one) {
                    SecretValues.of(one).forEach(secret);
                }
                if (item instanceof Pod pod && pod.getSpec().getServiceAccountName() == null) {
                    awaitDefaultAccount(
                            admin,
                            java.util.Objects.requireNonNullElse(
                                    pod.getMetadata().getNamespace(), "default"));
                }
                if (!used || isMissing(admin, item)) {
                    admin.resource(item).create();
                }
                if (item instanceof Pod || item instanceof Deployment || item instanceof StatefulSet) {
                    wanted.add(item);
                }
            }
        }
        return wanted;
    }

    /** What is ending is waited for: in its place a new one is made. */
    private static boolean isMissing(KubernetesClient admin, HasMetadata item) {
        return Waits.until("the end of the " + Objects.named(item) + " of before", POLL, LONGEST)
                .until(() -> Optional.ofNullable(admin.resource(item).get()), there -> there.map(
                                one -> one.getMetadata().getDeletionTimestamp())
                        .isEmpty())
                .isEmpty();
    }

    /** A namespace gets its account a moment after it was made, and a pod that comes before is refused. */
    private static void awaitDefaultAccount(KubernetesClient admin, String namespace) {
        Waits.until("the default account of " + namespace, POLL, LONGEST)
                .until(() -> admin.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
    }

    /**
     * Waits until every node is ready, so that pods may be placed on any.
     *
     * @throws IllegalStateException that names the nodes that did not become ready
     */
    static void awaitNodes(KubernetesClient admin, List<String> nodes) {
        awaitReady(
                admin,
                nodes.stream()
                        .<HasMetadata>map(name -> new NodeBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                        .toList());
    }

    /** @throws IllegalStateException that names what did not become ready */
    static void awaitReady(KubernetesClient admin, List<HasMetadata> wanted) {
        List<HasMetadata> missing = new ArrayList<>(wanted);
        try {
            Waits.until("fixtures and nodes ready", POLL, LONGEST)
                    .ignoreExceptions()
                    .until(() -> {
                        missing.removeIf(item -> {
                            HasMetadata now = admin.resource(item).get();
                            return now != null && Readiness.getInstance().isReady(now);
                        });
                        return missing.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "Not ready after " + LONGEST.toSeconds() + " s: "
                            + missing.stream().map(Objects::named).toList() + waiting(admin, missing),
                    e);
        }
    }

    /** Which containers beside them do not start, with the kubelet's reason; empty if all do. */
    private static String waiting(KubernetesClient admin, List<HasMetadata> missing) {
        List<String> waiting = missing.stream()
                .map(item -> item.getMetadata().getNamespace())
                .filter(namespace -> namespace != null)
                .distinct()
                .flatMap(namespace -> admin.pods().inNamespace(namespace).list().getItems().stream())
                .flatMap(Fixtures::waiting)
                .toList();
        return waiting.isEmpty() ? "" : "; waiting: " + String.join(", ", waiting);
    }

    private static Stream<String> waiting(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getState().getWaiting() != null)
                .map(container -> "%s/%s for %s (%s)"
                        .formatted(
                                pod.getMetadata().getNamespace(),
                                pod.getMetadata().getName(),
                                container.getImage(),
                                container.getState().getWaiting().getReason()));
    }
}
