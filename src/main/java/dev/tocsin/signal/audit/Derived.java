package dev.tocsin.signal.audit;

import dev.tocsin.signal.audit.Places.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a record does not say and a rule needs: who is at the address that a request came from, and where the credential
 * belongs that it was made with, and who refused it. It goes into the record under {@code tocsin}; see docs/writing-scenarios.md.
 */
final class Derived {
    static final String KEY = "tocsin";
    static final String BOUND_TO = "authentication.kubernetes.io/";
    private static final String NODE_USER = "system:node:";
    private final Places places;

    Derived(Places places) {
        this.places = places;
    }

    void addTo(Map<String, Object> record) {
        Map<String, Object> derived = new LinkedHashMap<>();
        String address = Records.last(record.get("sourceIPs"));
        if (!address.isEmpty()) {
            derived.put("source", source(address));
        }
        Map<String, Object> credential = credential(Records.map(record.get("user")));
        if (!credential.isEmpty()) {
            derived.put("credential", credential);
        }
        String refusedBy = Refusals.of(record);
        if (!refusedBy.isEmpty()) {
            derived.put("refusedBy", refusedBy);
        }
        record.put(KEY, derived);
    }

    private Map<String, Object> source(String address) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("address", address);
        Optional<Place> pod = places.podAt(address);
        pod.ifPresent(place -> {
            source.put("namespace", place.namespace());
            source.put("pod", place.pod());
        });
        String node = pod.map(Place::node).orElseGet(() -> places.nodeAt(address));
        if (!node.isEmpty()) {
            source.put("node", node);
        }
        return source;
    }

    /** Of a token that is bound to a pod, or of a node's certificate; nothing for others. */
    private Map<String, Object> credential(Map<?, ?> user) {
        Map<String, Object> credential = new LinkedHashMap<>();
        Map<?, ?> extra = Records.map(user.get("extra"));
        String name = Records.text(user.get("username"));
        String pod = Records.last(extra.get(BOUND_TO + "pod-name"));
        if (!pod.isEmpty()) {
            credential.put("namespace", Records.accountNamespace(name));
            credential.put("pod", pod);
            String node = Records.last(extra.get(BOUND_TO + "node-name"));
            if (!node.isEmpty()) {
                credential.put("node", node);
            }
            // Without the pod's own address its honest calls would look like another's.
            places.pod(Records.last(extra.get(BOUND_TO + "pod-uid")))
                    .filter(place -> !place.addresses().isEmpty())
                    .ifPresent(place -> addresses(credential, place.addresses(), places.node(place.node())));
        } else if (name.startsWith(NODE_USER)) {
            String node = name.substring(NODE_USER.length());
            credential.put("node", node);
            addresses(credential, List.of(), places.node(node));
        }
        return credential;
    }

    private static void addresses(Map<String, Object> credential, List<String> own, List<String> node) {
        List<String> all = new ArrayList<>(own);
        node.stream().filter(address -> !all.contains(address)).forEach(all::add);
        if (!node.isEmpty()) {
            credential.put("addresses", all);
        }
    }
}
