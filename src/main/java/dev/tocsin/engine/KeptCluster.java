package dev.tocsin.engine;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Leaves a drill's cluster running where that was asked for, and says how to reach it. */
final class KeptCluster {
    private final RunOptions.Keep keep;
    private final String drill;
    private final Path folder;
    private final PrintStream out;

    KeptCluster(RunOptions.Keep keep, String drill, Path folder, PrintStream out) {
        this.keep = keep;
        this.drill = drill;
        this.folder = folder;
        this.out = out;
    }

    /** @return whether the cluster goes on */
    boolean mayKeep(Cluster cluster, Verdict verdict) {
        if (keep == RunOptions.Keep.NEVER || keep == RunOptions.Keep.ON_FAILURE && verdict == Verdict.HELD) {
            return false;
        }
        try {
            String container = cluster.keep("tocsin-kept-" + drill.replaceAll("[^A-Za-z0-9_.-]+", "-"));
            Path kubeconfig = folder.resolve(container + ".kubeconfig");
            writeForMe(kubeconfig, cluster.kubeconfig());
            out.printf(
                    "the cluster of %s goes on (%s):%n  kubectl --kubeconfig %s get pods -A%n  docker exec -it %s sh%n  ci/tocsin cleanup   # removes it%n",
                    drill, verdict.label(), kubeconfig, container);
            return true;
        } catch (IOException e) {
            out.printf("the cluster of %s could not be kept: %s%n", drill, e.getMessage());
            return false;
        }
    }

    /** It holds an administrator's key: nobody else may read it. */
    private static void writeForMe(Path file, @Nullable String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, String.valueOf(text));
    }
}
