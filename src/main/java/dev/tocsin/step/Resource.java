package dev.tocsin.step;

import io.fabric8.kubernetes.api.Pluralize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A type of object as the API's paths and audit records name it.
 *
 * @param group empty for the core group
 * @param plural {@code networkpolicies}
 */
public record Resource(String group, String version, String plural) {
    /** @param apiVersion {@code v1}, {@code apps/v1} */
    public static Resource of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return new Resource(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                Pluralize.toPlural(kind.toLowerCase(Locale.ROOT)));
    }

    /** The one that a path is about; null for a path about none, such as {@code /readyz} and {@code /apis/apps}. */
    public static @Nullable Resource of(String path) {
        List<String> parts =
                new ArrayList<>(List.of(path.replaceAll("^/|\\?.*", "").split("/", -1)));
        String root = parts.remove(0);
        int head = root.equals("api") ? 1 : 2;
        if (!root.equals("api") && !root.equals("apis") || parts.size() <= head) {
            return null;
        }
        boolean namespaced = parts.get(head).equals("namespaces") && parts.size() > head + 2;
        return new Resource(
                head == 1 ? "" : parts.get(0), parts.get(head - 1), parts.get(namespaced ? head + 2 : head));
    }

    /** The collection's or object's path below the API server's address. */
    public String path(@Nullable String namespace, @Nullable String name) {
        return (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version
                + (namespace == null ? "" : "/namespaces/" + namespace)
                + "/" + plural
                + (name == null ? "" : "/" + name);
    }

    /** What is touched when one is changed: it, and what controllers then touch on its behalf. */
    public Set<String> touched() {
        boolean foreign = group.contains(".") && !group.endsWith(".k8s.io");
        if (foreign || toString().contains("${")) {
            return StepKind.ANYTHING;
        }
        Set<String> touched = new TreeSet<>(Set.of(plural));
        if (group.equals("apps") || group.equals("batch")) {
            touched.addAll(Set.of("jobs", "replicasets", "pods"));
        }
        return touched;
    }

    /** The same for its deletion: a namespace takes all that is in it along. */
    public Set<String> touchedByDeletion() {
        return plural.equals("namespaces") ? StepKind.ANYTHING : touched();
    }
}
