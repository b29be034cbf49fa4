package dev.tocsin.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What k3s makes of itself: from each manifest on the server, some seconds after its API serves. It notes in an AddOn which it has
 * applied: the checksum comes last.
 */
final class OwnObjects {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<String> MANIFESTS = List.of(
            "sh", "-c", "find /var/lib/rancher/k3s/server/manifests -name '*.yaml' | sed 's,.*/,,; s,[.]yaml$,,'");

    private OwnObjects() {}

    /** @throws ClusterException that names the manifests that were not applied in time */
    static void await(Cluster cluster, Config admin) {
        Set<String> missing = new TreeSet<>();
        try (KubernetesClient client = Access.client(admin)) {
            Waits.until("k3s's own objects", POLL, LONGEST).ignoreExceptions().until(() -> {
                missing.clear(); // k3s removes, once it serves, the manifests of what it is told to do without
                missing.addAll(cluster.onNode(MANIFESTS).stdout().lines().toList());
                missing.removeAll(applied(client));
                return missing.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            throw new ClusterException(
                    "k3s did not apply its own manifests within " + LONGEST.toSeconds() + " s: " + missing,
                    cluster.nodeLog(60),
                    e);
        }
    }

    private static Set<String> applied(KubernetesClient client) {
        return client
                .genericKubernetesResources("k3s.cattle.io/v1", "Addon")
                .inNamespace("kube-system")
                .list()
                .getItems()
                .stream()
                .filter(addon -> addon.get("spec", "checksum") instanceof String sum && !sum.isEmpty())
                .map(addon -> addon.getMetadata().getName())
                .collect(Collectors.toSet());
    }
}
