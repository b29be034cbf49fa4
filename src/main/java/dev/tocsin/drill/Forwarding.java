package dev.tocsin.drill;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Waits;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the cluster's DNS has a ready pod, and until each node forwards what Services are asked to the pods that are ready.
 * k3s starts its DNS beside the drill's own pods, and a node learns of ready pods a moment after everybody else: who asks before
 * would take a service for down.
 */
final class Forwarding {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    /** Its Service's name in every distribution; a cluster without it resolves by other means. */
    private static final String DNS = "kube-system/kube-dns";
    /** Of kube-proxy; a node without it forwards by other means, and is not asked. */
    private static final String RULES =
            "iptables -w -t nat -S KUBE-SERVICES >/dev/null 2>&1 || exit 125; iptables -w -t nat -S";

    private Forwarding() {}

    /**
     * @throws IllegalStateException that names the nodes and pods where one does not forward to the other, or the DNS that has no
     *     ready pod
     */
    static void await(Cluster cluster, KubernetesClient admin) {
        List<String> missing = new ArrayList<>();
        try {
            Waits.until("nodes forward to pods that are ready", POLL, LONGEST).until(() -> {
                missing.clear();
                Set<String> services = services(admin);
                Set<String> ready = ready(admin, services);
                if (services.contains(DNS) && ready.stream().noneMatch(one -> one.startsWith(DNS))) {
                    missing.add(DNS + " has no ready pod");
                }
                cluster.nodes().forEach(node -> missing.addAll(missing(cluster, node, ready)));
                return missing.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("Not forwarded after " + LONGEST.toSeconds() + " s: " + missing, e);
        }
    }

    private static List<String> missing(Cluster cluster, String node, Set<String> ready) {
        Cluster.CommandResult rules = cluster.onNode(node, List.of("sh", "-c", RULES));
        return rules.exitCode() != 0
                ? List.of()
                : ready.stream()
                        .filter(one -> !rules.stdout().contains(one + "\""))
                        .map(one -> node + ": " + one)
                        .toList();
    }

    /** Those that every node forwards, by namespace and name. */
    private static Set<String> services(KubernetesClient admin) {
        return admin.services().inAnyNamespace().list().getItems().stream()
                .filter(Forwarding::isForwardedEverywhere)
                .map(one -> one.getMetadata().getNamespace() + "/"
                        + one.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    /** As kube-proxy notes it beside its rules: {@code shop/web -> 10.42.0.7:8080}, {@code shop/web:http -> ...}. */
    private static Set<String> ready(KubernetesClient admin, Set<String> forwarded) {
        Set<String> ready = new TreeSet<>();
        for (EndpointSlice slice :
                admin.discovery().v1().endpointSlices().inAnyNamespace().list().getItems()) {
            String service = slice.getMetadata().getNamespace() + "/"
                    + slice.getMetadata().getLabels().get("kubernetes.io/service-name");
            if (forwarded.contains(service)) {
                for (Endpoint endpoint : orNone(slice.getEndpoints())) {
                    if (Boolean.TRUE.equals(endpoint.getConditions().getReady())) {
                        orNone(slice.getPorts()).forEach(port -> ready.add(note(service, port, endpoint)));
                    }
                }
            }
        }
        return ready;
    }

    /** The API server says null of a list that is empty here. */
    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static String note(String service, EndpointPort port, Endpoint endpoint) {
        String name = port.getName() == null || port.getName().isEmpty() ? "" : ":" + port.getName();
        return service + name + " -> " + endpoint.getAddresses().get(0) + ":" + port.getPort();
    }

    private static boolean isForwardedEverywhere(Service service) {
        String address = service.getSpec().getClusterIP();
        return address != null
                && !address.isEmpty()
                && !address.equals("None")
                && !"Local".equals(service.getSpec().getInternalTrafficPolicy());
    }
}
