package dev.tocsin.inject;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Observation;
import java.util.List;

/** Fills the disk of a node's pods with a file, and removes that. Never the disk of the machine below, which others need. */
final class NodeDisk {
    private static final String OWN = """
            disk=$1 file=$1/core
            [ "$(stat -f -c %T "$disk")" = tmpfs ] || { echo 'the node has no disk of its own' >&2; exit 1; }
            """;
    /** To the last byte; then how many KiB are free of how many. */
    private static final String FILL = "dd if=/dev/zero of=\"$file\" bs=64k 2>/dev/null\n";

    private static final String FREE = "rm -f \"$file\" || exit 1\n";
    private static final String LOOK = "df -Pk \"$disk\" | awk 'NR == 2 {print int(100 * $4 / $2)}'";

    private NodeDisk() {}

    static Observation fill(Cluster cluster, String node) {
        return seen(cluster, node, FILL, 0, 0);
    }

    static Observation free(Cluster cluster, String node) {
        return seen(cluster, node, FREE, 1, 100);
    }

    /** It took effect if the percentage that is free lies in between. */
    private static Observation seen(Cluster cluster, String node, String doing, int least, int most) {
        CommandResult result = cluster.onNode(node, List.of("sh", "-c", OWN + doing + LOOK, "disk", Cluster.DISK));
        String free = result.stdout().strip();
        boolean done = free.matches("[0-9]+") && Integer.parseInt(free) >= least && Integer.parseInt(free) <= most;
        return Observation.of("done", done)
                .with("free", free)
                .with("message", result.stderr().strip());
    }
}
