package dev.tocsin.signal.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Paths on nodes. They may hold anything but a zero, so the platform's own classes for paths do not do. */
final class Paths {
    private Paths() {}

    /** Of its parts, the last one first, as the kernel finds them. */
    static String ofParts(List<String> parts) {
        StringBuilder path = new StringBuilder();
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (!parts.get(i).equals("/")) {
                path.append('/').append(parts.get(i));
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    /** A path that somebody named, from the root, without detours; links in it are not followed. */
    static String resolve(String base, String named) {
        if (named.isEmpty()) {
            return "";
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (named.startsWith("/") ? named : base + "/" + named).split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
