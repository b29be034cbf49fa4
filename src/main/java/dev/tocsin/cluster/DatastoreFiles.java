package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import java.util.List;

/**
 * What a datastore is on the server's disk. It is copied below the machine, as a storage's snapshot does: no program there opens
 * it.
 */
abstract class DatastoreFiles {
    static final String SERVER = "/var/lib/rancher/k3s/server";
    static final String DB = SERVER + "/db";
    /** Certificates, credentials and tokens; with a datastore of before, others would be refused. */
    private static final List<String> KEYS = List.of(SERVER + "/tls", SERVER + "/cred", SERVER + "/token");

    private static final String NODE = "/etc/rancher/node";

    final Cluster cluster;
    final String node;

    DatastoreFiles(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.nodes().get(0);
    }

    /** Copies the datastore of a running server into a folder of the archive's. */
    abstract void save(String folder);

    /** Puts the copy of a folder into the place of a stopped server's datastore. */
    abstract void restore(String folder);

    void saveKeys(String folder) {
        KEYS.forEach(path -> cluster.toArchive(node, path, folder));
        cluster.toArchive(node, NODE, folder);
    }

    void restoreKeys(String folder) {
        KEYS.forEach(path -> cluster.fromArchive(folder + path.substring(SERVER.length()), node, SERVER));
        cluster.fromArchive(folder + "/node", node, "/etc/rancher");
    }

    /** Copies a stopped server's datastore as it is, whatever that may be. */
    void preserve(String folder) {
        cluster.toArchive(node, DB, folder);
    }

    void onNode(String what, String script, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("sh", "-c", script, "datastore"));
        command.addAll(List.of(arguments));
        CommandResult done = cluster.onNode(node, command);
        if (done.exitCode() != 0) {
            throw new ClusterException(what + ": " + (done.stderr() + done.stdout()).strip(), "", null);
        }
    }
}
