package dev.tocsin.cluster.existing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request to the API is about.
 *
 * @param version {@code /api/v1}, {@code /apis/apps/v1}
 * @param namespace null for what is in none; a Namespace is in none itself
 * @param resource {@code pods}
 * @param name null for all of them
 * @param part {@code exec}, {@code eviction}; empty for the object itself
 */
record ApiPath(
        String version,
        @Nullable String namespace,
        String resource,
        @Nullable String name,
        String part) {
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

    /** @return null for a path about no object, such as {@code /version} */
    static @Nullable ApiPath of(String path) {
        List<String> parts =
                new ArrayList<>(Arrays.asList(path.replaceAll("^/+|/+$", "").split("/")));
        int head = parts.get(0).equals("api") ? 2 : parts.get(0).equals("apis") ? 3 : parts.size();
        if (parts.size() <= head) {
            return null;
        }
        String version = "/" + String.join("/", parts.subList(0, head));
        List<String> rest = parts.subList(head, parts.size());
        boolean inside = rest.get(0).equals("namespaces") && rest.size() > 2 && !OF_NAMESPACES.contains(rest.get(2));
        List<String> own = inside ? rest.subList(2, rest.size()) : rest;
        return new ApiPath(
                version,
                inside ? rest.get(1) : null,
                own.get(0),
                own.size() > 1 ? own.get(1) : null,
                own.size() > 2 ? own.get(2) : "");
    }

    boolean isNamespace() {
        return resource.equals("namespaces") && version.equals("/api/v1") && name != null;
    }

    ApiPath named(String other) {
        return new ApiPath(version, namespace, resource, other, "");
    }

    /** Where such objects are made. */
    String collection() {
        return version + (namespace == null ? "" : "/namespaces/" + namespace) + "/" + resource;
    }

    /** The object itself, whatever part of it the request is about. */
    String object() {
        return name == null ? collection() : collection() + "/" + name;
    }
}
