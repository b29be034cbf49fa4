package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import java.util.List;

/** etcd's folder. It is saved as a snapshot, which etcd itself makes, and restored by making a cluster of one anew from it. */
final class EtcdFiles extends DatastoreFiles {
    private static final String SNAPSHOTS = "/tmp/etcd-snapshots";
    private static final String SNAPSHOT = "etcd.snapshot";

    EtcdFiles(Cluster cluster) {
        super(cluster);
    }

    @Override
    void save(String folder) {
        onNode(
                "etcd made no snapshot",
                "rm -rf \"$1\" && mkdir -p \"$1\" && k3s etcd-snapshot save --name etcd --dir \"$1\" 2>&1 && mv \"$1\"/etcd-* \"$1/$2\"",
                SNAPSHOTS,
                SNAPSHOT);
        cluster.toArchive(node, SNAPSHOTS + "/" + SNAPSHOT, folder);
    }

    @Override
    void restore(String folder) {
        onNode("There is no room for the snapshot", "mkdir -p \"$1\"", SNAPSHOTS);
        cluster.fromArchive(folder + "/" + SNAPSHOT, node, SNAPSHOTS);
        CommandResult reset = cluster.serverOnce(
                List.of("--cluster-reset", "--cluster-reset-restore-path=" + SNAPSHOTS + "/" + SNAPSHOT));
        if (reset.exitCode() != 0) {
            String said = reset.stderr() + reset.stdout();
            throw new ClusterException(
                    "etcd was not made anew from its snapshot: exit code " + reset.exitCode(),
                    said.substring(Math.max(0, said.length() - 4000)),
                    null);
        }
    }
}
