package dev.tocsin.cluster;

import java.util.List;

/**
 * One file and its write-ahead log. The log is half of it: a copy without it opens without a complaint, and lacks whatever was
 * written last.
 */
final class SqliteFiles extends DatastoreFiles {
    private static final List<String> FILES = List.of("state.db", "state.db-wal", "state.db-shm");

    SqliteFiles(Cluster cluster) {
        super(cluster);
    }

    /** k3s stands still meanwhile, so that file and log are of one moment. */
    @Override
    void save(String folder) {
        onNode("k3s could not be made to stand still", "kill -STOP $(pgrep -xo k3s)");
        try {
            cluster.toArchive(node, DB, folder);
        } finally {
            onNode("k3s could not be let go on", "kill -CONT $(pgrep -xo k3s)");
        }
    }

    @Override
    void restore(String folder) {
        for (String file : FILES) {
            cluster.fromArchive(folder + "/db/" + file, node, DB); // over the old ones
        }
    }
}
