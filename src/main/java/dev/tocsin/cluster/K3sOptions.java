package dev.tocsin.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How a k3s cluster is started.
 *
 * @param image the node image's name; see {@link #IMAGE_PROPERTY}
 * @param agents how many agents beside the server
 * @param serverArgs further arguments of {@code k3s server}
 * @param tmpfs further tmpfs mounts: path to options
 * @param startup the longest time until its API is ready
 * @param mayBeKept whether it may outlive this process; else the process's end removes it
 * @param datastore where it keeps its objects
 * @param disk how many MiB each node has for its pods' files, on a disk of its own; 0: as many as the machine below has
 * @param audit to where the API server sends its audit records, beside its log; null for nowhere
 * @param yielding whether its nodes get only what others leave of the processors
 */
public record K3sOptions(
        String image,
        int agents,
        List<String> serverArgs,
        Map<String, String> tmpfs,
        Duration startup,
        boolean mayBeKept,
        Datastore datastore,
        int disk,
        @Nullable AuditFeed audit,
        boolean yielding) {
    /** System property that names another node image. */
    public static final String IMAGE_PROPERTY = "tocsin.k3s.image";

    /** As long as a drill may keep the processors to itself. */
    private static final Duration LONGEST_AHEAD = Duration.ofMinutes(5);

    private static final String REGISTRY_IMAGE = "rancher/k3s:v1.31.1-k3s1";
    /** Written by {@code ci/setup}: repository = the image that it prepared on this machine. */
    private static final Path PREPARED = Path.of(".tocsin", "images.properties");

    public static K3sOptions defaults() {
        String image = System.getProperty(IMAGE_PROPERTY, "");
        return new K3sOptions(
                image.isBlank() ? preparedImage() : image,
                0,
                List.of(),
                Map.of(),
                Duration.ofSeconds(90),
                false,
                Datastore.SQLITE,
                0,
                null,
                false);
    }

    private static String preparedImage() {
        Properties prepared = new Properties();
        if (Files.isReadable(PREPARED)) {
            try (Reader reader = Files.newBufferedReader(PREPARED)) {
                prepared.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(PREPARED + " cannot be read. Run ci/setup again.", e);
            }
        }
        return prepared.getProperty("rancher/k3s", REGISTRY_IMAGE);
    }

    public K3sOptions withImage(String name) {
        return new K3sOptions(name, agents, serverArgs, tmpfs, startup, mayBeKept, datastore, disk, audit, yielding);
    }

    public K3sOptions withAgents(int number) {
        return new K3sOptions(image, number, serverArgs, tmpfs, startup, mayBeKept, datastore, disk, audit, yielding);
    }

    public K3sOptions withServerArgs(String... args) {
        return new K3sOptions(
                image, agents, List.of(args), tmpfs, startup, mayBeKept, datastore, disk, audit, yielding);
    }

    public K3sOptions withTmpfs(String path, String options) {
        return new K3sOptions(
                image, agents, serverArgs, Map.of(path, options), startup, mayBeKept, datastore, disk, audit, yielding);
    }

    public K3sOptions withStartup(Duration longest) {
        return new K3sOptions(image, agents, serverArgs, tmpfs, longest, mayBeKept, datastore, disk, audit, yielding);
    }

    public K3sOptions withMayBeKept(boolean may) {
        return new K3sOptions(image, agents, serverArgs, tmpfs, startup, may, datastore, disk, audit, yielding);
    }

    /** @param kind as scenarios write it: {@code sqlite}, {@code etcd} */
    public K3sOptions withDatastore(String kind) {
        return withDatastore(Datastore.valueOf(kind.toUpperCase(java.util.Locale.ROOT)));
    }

    public K3sOptions withDatastore(Datastore kind) {
        return new K3sOptions(image, agents, serverArgs, tmpfs, startup, mayBeKept, kind, disk, audit, yielding);
    }

    public K3sOptions withDisk(int mebibytes) {
        return new K3sOptions(
                image, agents, serverArgs, tmpfs, startup, mayBeKept, datastore, mebibytes, audit, yielding);
    }

    public K3sOptions withAudit(AuditFeed feed) {
        return new K3sOptions(image, agents, serverArgs, tmpfs, startup, mayBeKept, datastore, disk, feed, yielding);
    }

    /** To be booted before it is wanted: it yields to others, and has time for that. */
    K3sOptions ahead() {
        return new K3sOptions(image, agents, serverArgs, tmpfs, LONGEST_AHEAD, mayBeKept, datastore, disk, audit, true);
    }

    /** The same, when it is wanted. */
    K3sOptions wanted() {
        return new K3sOptions(image, agents, serverArgs, tmpfs, startup, mayBeKept, datastore, disk, audit, false);
    }
}
