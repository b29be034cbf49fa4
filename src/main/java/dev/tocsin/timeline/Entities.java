package dev.tocsin.timeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom and what an alert is about, whatever raised it; what is not known is empty.
 *
 * @param user who acted, as the API server calls it: {@code system:serviceaccount:dev:ci-bot}
 * @param serviceAccount the same as {@code namespace/name}, if it is a service account
 * @param namespace where what was acted upon is; the pod's, if nothing else is known
 * @param pod {@code namespace/name}: what was acted upon or, where that is no pod, where it was acted from
 * @param node the node's name
 * @param address where it came from
 */
public record Entities(String user, String serviceAccount, String namespace, String pod, String node, String address) {
    public static final Entities NONE = new Entities("", "", "", "", "", "");

    /** What they are called, in order. */
    public static final List<String> NAMES = List.of("user", "serviceAccount", "namespace", "pod", "node", "address");

    private static final String ACCOUNT = "system:serviceaccount:";

    /** The namespace is the pod's. */
    public Entities(String user, String serviceAccount, String pod, String node, String address) {
        this(user, serviceAccount, namespaceOf(pod), pod, node, address);
    }

    private static String namespaceOf(String pod) {
        return pod.substring(0, Math.max(0, pod.indexOf('/')));
    }

    /** Of a user as the API server calls it; a service account is recognised. */
    public static Entities ofUser(String user) {
        String account =
                user.startsWith(ACCOUNT) ? user.substring(ACCOUNT.length()).replace(':', '/') : "";
        return new Entities(user, account, "", "", "", "");
    }

    public Entities withNamespace(String name) {
        return new Entities(user, serviceAccount, name, pod, node, address);
    }

    public Entities withPod(String name) {
        return new Entities(
                user, serviceAccount, namespace.isEmpty() ? namespaceOf(name) : namespace, name, node, address);
    }

    public Entities withNode(String name) {
        return new Entities(user, serviceAccount, namespace, pod, name, address);
    }

    public Entities withAddress(String from) {
        return new Entities(user, serviceAccount, namespace, pod, node, from);
    }

    /** By the names under which scenarios ask for them; only what is known, in order. */
    public Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("user", user);
        known.put("serviceAccount", serviceAccount);
        known.put("namespace", namespace);
        known.put("pod", pod);
        known.put("node", node);
        known.put("address", address);
        known.values().removeIf(String::isEmpty);
        return known;
    }

    /** Whether each wanted one is known and is that; {@code *} at a wanted value's end stands for anything. */
    public boolean match(Map<String, String> wanted) {
        Map<String, String> known = known();
        return wanted.entrySet().stream().allMatch(want -> {
            String is = known.getOrDefault(want.getKey(), "");
            String value = want.getValue();
            return value.endsWith("*")
                    ? !is.isEmpty() && is.startsWith(value.substring(0, value.length() - 1))
                    : is.equals(value);
        });
    }

    @Override
    public String toString() {
        return known().toString();
    }
}
