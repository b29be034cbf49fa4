package dev.tocsin.signal.flow;

import dev.tocsin.sigma.Cidr;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.Closeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Who had which address at which time, from watching pods, nodes and services. */
final class Addresses implements Closeable {
    /** Of each address, who has it from when on: an address is given to another pod when its first one is gone. */
    private final Map<String, NavigableMap<Instant, Peer>> pods = new ConcurrentHashMap<>();

    private final Set<Cidr> podNetworks = ConcurrentHashMap.newKeySet();
    private final Map<String, Peer> nodes = new ConcurrentHashMap<>();
    private final Map<String, String> services = new ConcurrentHashMap<>();
    private final List<SharedIndexInformer<?>> watches = new ArrayList<>();

    /** Returns when it knows what is there already. */
    static Addresses watching(KubernetesClient client) {
        Addresses addresses = new Addresses();
        addresses.watches.add(client.nodes().inform(new Seen<Node>(addresses::add)));
        addresses.watches.add(client.services().inAnyNamespace().inform(new Seen<Service>(addresses::add)));
        addresses.watches.add(client.pods().inAnyNamespace().inform(new Seen<Pod>(addresses::add)));
        return addresses;
    }

    void add(Pod pod) {
        String address = pod.getStatus().getPodIP();
        if (address != null && !Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
            pods.computeIfAbsent(address, one -> new ConcurrentSkipListMap<>())
                    .putIfAbsent(Instant.parse(pod.getMetadata().getCreationTimestamp()), Peer.of(pod));
        }
    }

    void add(Node node) {
        String name = node.getMetadata().getName();
        node.getStatus().getAddresses().stream()
                .filter(address -> address.getType().endsWith("IP"))
                .forEach(address -> nodes.put(address.getAddress(), Peer.ofNode(name)));
        for (String network : node.getSpec().getPodCIDRs()) {
            podNetworks.add(Cidr.parse(network));
            // flannel's and the bridge's own addresses: what the node itself says to pods comes from these.
            String prefix = network.replaceFirst("\\d+/\\d+$", "");
            nodes.put(prefix + "0", Peer.ofNode(name));
            nodes.put(prefix + "1", Peer.ofNode(name));
        }
    }

    void add(Service service) {
        String name = service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
        service.getSpec().getClusterIPs().forEach(address -> services.put(address, name));
    }

    /**
     * Who had an address. Pods count from their creation, which Kubernetes gives in whole seconds, rounded down.
     *
     * @return null if it may be a pod's of which Kubernetes has not told yet
     */
    @Nullable
    Peer at(String address, Instant time) {
        NavigableMap<Instant, Peer> had = pods.get(address);
        Map.Entry<Instant, Peer> entry = had == null ? null : had.floorEntry(time);
        if (entry != null) {
            return entry.getValue();
        }
        Peer node = nodes.get(address);
        if (node != null) {
            return node;
        }
        return podNetworks.stream().anyMatch(network -> network.contains(address)) ? null : Peer.OUTSIDE;
    }

    /** The service at an address as {@code namespace/name}; empty if there is none. */
    String service(String address) {
        return services.getOrDefault(address, "");
    }

    @Override
    public void close() {
        watches.forEach(SharedIndexInformer::close);
    }
}
