package dev.tocsin.signal.runtime;

import java.util.Comparator;
import java.util.List;

/**
 * A container and its pod; what is not known is empty.
 *
 * @param id all of it
 * @param name in its pod
 * @param image as containerd names it, registry and tag included
 * @param mounts what of the node it has inside
 */
record Container(
        String id, String name, String image, String namespace, String pod, String podUid, List<Mount> mounts) {
    /** What runs on the node outside of pods. */
    static final Container NODE = new Container("", "", "", "", "", "", List.of());

    /**
     * @param inside where the container has it
     * @param outside where the node has it
     */
    record Mount(String inside, String outside) {}

    /** Where the node has a file of the container's; empty if it is the container's own. */
    String onNode(String path) {
        return mounts.stream()
                .filter(mount -> path.equals(mount.inside())
                        || path.startsWith(mount.inside().endsWith("/") ? mount.inside() : mount.inside() + "/"))
                .max(Comparator.comparingInt(mount -> mount.inside().length()))
                .map(mount -> Paths.resolve(
                        "/",
                        mount.outside() + "/" + path.substring(mount.inside().length())))
                .orElse("");
    }
}
