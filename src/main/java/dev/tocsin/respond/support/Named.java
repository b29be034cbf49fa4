package dev.tocsin.respond.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pod or service account as parameters name it: {@code namespace/name}, or the namespace as a parameter of its own. */
public record Named(String namespace, String name) {
    private static final String USER = "system:serviceaccount:";

    /** @throws IllegalArgumentException if it is not in a namespace */
    public static Named pod(ObjectNode params) {
        return of(params, "pod");
    }

    /** @param key the parameter; a service account may be named as audit records name its user */
    public static Named of(ObjectNode params, String key) {
        String text = params.path(key).asText();
        if (text.startsWith(USER)) {
            text = text.substring(USER.length()).replace(':', '/');
        }
        int slash = text.indexOf('/');
        String namespace = slash < 0 ? params.path("namespace").asText() : text.substring(0, slash);
        String name = text.substring(slash + 1);
        if (namespace.isEmpty() || name.isEmpty() || name.contains(":")) {
            throw new IllegalArgumentException("'" + text + "' is no " + key + " as namespace/name");
        }
        return new Named(namespace, name);
    }

    /**
     * Command lines about it, from the parameters as the file has them; where these are still to be filled in, the shell
     * splits them.
     *
     * @param lines with {@code {ns}} and {@code {name}}
     */
    public static List<String> lines(ObjectNode params, String key, String... lines) {
        String text = params.path(key).asText();
        List<String> said = new ArrayList<>();
        String namespace = params.path("namespace").asText();
        String name = text;
        if (text.contains("/")) {
            namespace = text.substring(0, text.indexOf('/'));
            name = text.substring(text.indexOf('/') + 1);
        } else if (namespace.isEmpty()) {
            said.add(key + "=" + text + "   # namespace/name");
            namespace = "${" + key + "%/*}";
            name = "${" + key + "#*/}";
        }
        String where = namespace;
        String what = name;
        Stream.of(lines)
                .map(line -> line.replace("{ns}", where).replace("{name}", what))
                .forEach(said::add);
        return said;
    }

    public Target as(String kind) {
        return new Target("v1", kind, namespace, name);
    }

    /** The pod of this name as it is now; null if there is none. */
    public @Nullable Pod asPod(KubernetesClient client) {
        return client.pods().inNamespace(namespace).withName(name).get();
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
