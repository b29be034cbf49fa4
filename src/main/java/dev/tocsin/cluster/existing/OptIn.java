package dev.tocsin.cluster.existing;

import io.fabric8.kubernetes.api.model.Namespace;
import org.jspecify.annotations.Nullable;

/** How those to whom a cluster belongs say what drills may touch: by labels, which they alone set. */
public final class OptIn {
    /** Where drills keep their undo records and their lease, and where the incident lock lies. */
    public static final String NAMESPACE = "tocsin";

    public static final String LABEL = "tocsin.dev/drills";
    public static final String ALLOWED = "allowed";

    /** On {@link #NAMESPACE}: nobody minds what becomes of the cluster's nodes. */
    public static final String DISPOSABLE = "tocsin.dev/disposable";

    private OptIn() {}

    static boolean has(@Nullable Namespace namespace) {
        return ALLOWED.equals(label(namespace, LABEL));
    }

    static boolean isDisposable(@Nullable Namespace own) {
        return "true".equals(label(own, DISPOSABLE));
    }

    private static String label(@Nullable Namespace namespace, String name) {
        return namespace == null || namespace.getMetadata().getLabels() == null
                ? ""
                : namespace.getMetadata().getLabels().getOrDefault(name, "");
    }

    /** What sets it. */
    static String how(String namespace) {
        return "kubectl label namespace " + namespace + " " + LABEL + "=" + ALLOWED;
    }
}
