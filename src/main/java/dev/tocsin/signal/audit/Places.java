package dev.tocsin.signal.audit;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where pods and nodes are, and who has an address, as far as the API server has said so. Pods that are gone are
 * remembered: a stolen token outlives its pod.
 */
final class Places {
    private static final int MOST_GONE = 10_000;
    private static final Set<String> ADDRESSES = Set.of("InternalIP", "ExternalIP");
    private static final String SERVES_THE_API = "node-role.kubernetes.io/control-plane";
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /**
     * A pod's place.
     *
     * @param pod its name
     * @param node its node's name; empty as long as it has none
     * @param addresses its own; its node's, if it uses its network
     */
    record Place(String namespace, String pod, String node, List<String> addresses) {}

    private final Map<String, Place> pods = new HashMap<>();
    private final Map<String, String> podAt = new HashMap<>();
    private final Map<String, List<String>> nodes = new HashMap<>();
    private final Map<String, Boolean> servers = new HashMap<>();
    private final Map<String, Place> gone = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
            return size() > MOST_GONE;
        }
    };

    synchronized void pod(Pod pod) {
        String uid = pod.getMetadata().getUid();
        List<String> addresses = pod.getStatus() == null
                ? List.of()
                : pod.getStatus().getPodIPs().stream().map(PodIP::getIp).toList();
        String node = pod.getSpec().getNodeName();
        pods.put(
                uid,
                new Place(
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        node == null ? "" : node,
                        addresses));
        boolean ended = pod.getStatus() != null
                && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
        if (ended) {
            podAt.values().removeIf(uid::equals); // another pod may have its address next
        } else if (!Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
            addresses.forEach(address -> podAt.put(address, uid));
        }
    }

    synchronized void gone(Pod pod) {
        String uid = pod.getMetadata().getUid();
        Place place = pods.remove(uid);
        if (place != null) {
            gone.put(uid, place);
        }
        podAt.values().removeIf(uid::equals);
    }

    synchronized void node(Node node) {
        String name = node.getMetadata().getName();
        nodes.put(
                name,
                node.getStatus().getAddresses().stream()
                        .filter(address -> ADDRESSES.contains(address.getType()))
                        .map(NodeAddress::getAddress)
                        .toList());
        Map<String, String> labels = node.getMetadata().getLabels();
        servers.put(name, labels != null && labels.containsKey(SERVES_THE_API));
    }

    /** A pod, also one that is gone. */
    synchronized Optional<Place> pod(String uid) {
        return Optional.ofNullable(pods.getOrDefault(uid, gone.get(uid)));
    }

    /** The pod that has an address of its own. */
    synchronized Optional<Place> podAt(String address) {
        return Optional.ofNullable(podAt.get(address)).map(pods::get);
    }

    /**
     * From where a node's programs call: its addresses and, if it serves the API, loopback. As long as no node is known to
     * serve it, each may: one that has just joined is not labelled yet. Empty if it is not known.
     */
    synchronized List<String> node(String name) {
        List<String> addresses = nodes.getOrDefault(name, List.of());
        boolean serves = servers.getOrDefault(name, false) || !servers.containsValue(true);
        return addresses.isEmpty() || !serves
                ? addresses
                : Stream.concat(addresses.stream(), Stream.of("127.0.0.1", "::1"))
                        .toList();
    }

    /** The node that has an address; empty for loopback where several serve the API. */
    synchronized String nodeAt(String address) {
        List<String> there = nodes.keySet().stream()
                .filter(name -> node(name).contains(address))
                .toList();
        return there.size() == 1 ? there.get(0) : "";
    }
}
