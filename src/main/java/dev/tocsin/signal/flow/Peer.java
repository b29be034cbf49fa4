package dev.tocsin.signal.flow;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has an address; what is not known is empty.
 *
 * @param kind {@code pod}, {@code node} (its own processes and pods in its network), {@code outside}, or {@code unknown}:
 *     some pod's
 * @param namespace of a pod
 * @param pod its name
 * @param node where the pod runs, or the node itself
 * @param owner what made the pod: {@code ReplicaSet/web-5d8f}
 * @param serviceAccount as whom it runs
 */
record Peer(String kind, String namespace, String pod, String node, String owner, String serviceAccount) {
    static final Peer OUTSIDE = new Peer("outside", "", "", "", "", "");
    static final Peer UNKNOWN = new Peer("unknown", "", "", "", "", "");

    static Peer of(Pod pod) {
        String owner = pod.getMetadata().getOwnerReferences().stream()
                .findFirst()
                .map(Peer::text)
                .orElse("");
        return new Peer(
                "pod",
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getSpec().getNodeName(),
                owner,
                pod.getSpec().getServiceAccountName());
    }

    static Peer ofNode(String name) {
        return new Peer("node", "", "", name, "", "");
    }

    private static String text(OwnerReference owner) {
        return owner.getKind() + "/" + owner.getName();
    }

    boolean isPod() {
        return kind.equals("pod");
    }

    /** {@code namespace/name}; empty if it is no pod. */
    String podName() {
        return isPod() ? namespace + "/" + pod : "";
    }

    /** As an event has it: only what is known. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", kind);
        body.put("namespace", namespace);
        body.put("pod", pod);
        body.put("node", node);
        body.put("owner", owner);
        body.put("serviceAccount", serviceAccount);
        body.values().removeIf(""::equals);
        return body;
    }
}
