package dev.tocsin.cluster;

import dev.tocsin.cluster.Cluster.CommandResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Backups of a cluster's datastore, its certificates and tokens included, on the machine beside it. What is known of them, their
 * checksums above all, is kept apart from them: who can change a backup cannot change that.
 */
public final class Backups {
    private static final String FOLDER = Archive.FOLDER + "/datastore";
    /** As one file, and what that file is. */
    private static final String SEAL = """
            set -e
            cd "$1" && tar -cf "../$2.tar" . && cd .. && rm -rf "$1"
            sha256sum "$2.tar" | cut -d ' ' -f 1; wc -c <"$2.tar"
            """;

    private static final String CHECK = "sha256sum \"$1\" | cut -d ' ' -f 1";

    private final Cluster cluster;
    private final DatastoreFiles files;
    private final List<Backup> all = new ArrayList<>();
    private @Nullable Backup remains;
    private @Nullable Instant restored;

    /**
     * One of them.
     *
     * @param generation counted from 1
     * @param taken when: what was written later is not in it
     * @param sha256 of its file, in hex
     * @param bytes the file's size
     * @param file its path on the machine beside the cluster
     */
    public record Backup(int generation, Instant taken, String sha256, long bytes, String file) {}

    Backups(Cluster cluster) {
        this.cluster = cluster;
        this.files = cluster.datastore() == Datastore.ETCD ? new EtcdFiles(cluster) : new SqliteFiles(cluster);
    }

    /** @throws ClusterException if it could not be made */
    public synchronized Backup take(InstantSource clock) {
        Instant taken = clock.instant();
        int generation = all.size() + 1;
        Backup backup = sealed("generation-" + generation, folder -> {
            files.save(folder);
            files.saveKeys(folder);
        });
        backup = new Backup(generation, taken, backup.sha256(), backup.bytes(), backup.file());
        all.add(backup);
        return backup;
    }

    /** The newest first. */
    public synchronized List<Backup> newestFirst() {
        List<Backup> list = new ArrayList<>(all);
        java.util.Collections.reverse(list);
        return list;
    }

    /** What is wrong with a backup; empty if it is what was made. */
    public String fault(Backup backup) {
        CommandResult sum = cluster.archive().script(CHECK, List.of(backup.file()));
        String now = sum.stdout().strip();
        return now.isEmpty()
                ? "it is gone"
                : now.equals(backup.sha256()) ? "" : "its checksum is " + now + ", and was " + backup.sha256();
    }

    /**
     * Stops the server and keeps what there is of its datastore, as it is, on the machine beside the cluster.
     *
     * @return that copy
     */
    public synchronized Backup preserve(InstantSource clock) {
        cluster.stopK3s(server());
        Instant now = clock.instant();
        Backup copy = sealed("preserved-" + now.toEpochMilli(), files::preserve);
        Backup kept = new Backup(0, now, copy.sha256(), copy.bytes(), copy.file());
        remains = kept;
        return kept;
    }

    /** What was kept last of a destroyed datastore. */
    public synchronized Optional<Backup> remains() {
        return Optional.ofNullable(remains);
    }

    /**
     * Puts a backup into the place of the datastore, and returns when the API serves again. It is not checked here.
     *
     * @throws ClusterException if it could not be done
     */
    public synchronized void restore(Backup backup, InstantSource clock) {
        cluster.stopK3s(server());
        String folder = backup.file().replaceFirst("[.]tar$", "");
        CommandResult unpacked =
                cluster.archive().script("mkdir -p \"$1\" && tar -xf \"$1.tar\" -C \"$1\"", List.of(folder));
        if (unpacked.exitCode() != 0) {
            throw new ClusterException("The backup cannot be unpacked: " + unpacked.stderr(), "", null);
        }
        files.restoreKeys(folder);
        files.restore(folder);
        cluster.startK3s(server());
        restored = clock.instant();
    }

    /** Whether what happened at a moment has been answered by keeping what was left, which has not been written over. */
    public synchronized boolean preservedSince(Instant moment) {
        return remains != null && !remains.taken().isBefore(moment);
    }

    /** Whether the datastore was restored after a moment. */
    public synchronized boolean restoredSince(Instant moment) {
        return restored != null && !restored.isBefore(moment);
    }

    private String server() {
        return cluster.nodes().get(0);
    }

    private interface Filling {
        void fill(String folder);
    }

    private Backup sealed(String name, Filling filling) {
        String folder = FOLDER + "/" + name;
        cluster.archive().script("mkdir -p \"$1\"", List.of(folder));
        filling.fill(folder);
        CommandResult done = cluster.archive().script(SEAL, List.of(folder, name));
        String[] words = done.stdout().strip().split("\\s+");
        if (done.exitCode() != 0 || words.length != 2) {
            throw new ClusterException("The backup could not be kept: " + done.stderr(), "", null);
        }
        return new Backup(0, Instant.EPOCH, words[0], Long.parseLong(words[1]), FOLDER + "/" + name + ".tar");
    }
}
