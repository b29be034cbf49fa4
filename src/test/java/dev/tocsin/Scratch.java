package dev.tocsin;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.drill.DrillRules;
import dev.tocsin.drill.DrillRunner;
import dev.tocsin.drill.Parts;
import dev.tocsin.respond.RespondBy;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import dev.tocsin.timeline.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A copy of the scenarios that a test may break, and a run of one of its drills. */
final class Scratch {
    static final String DRILL = "privileged-pod-host-escape";
    private final Path root;

    Scratch(Path root) {
        this.root = root;
        add(Path.of("scenarios"));
    }

    /** Copies the files of another library over these. */
    Scratch add(Path from) {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = root.resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text that must be there. */
    Scratch replace(String file, String text, String by) {
        try {
            Path path = root.resolve(file);
            String whole = Files.readString(path);
            if (!whole.contains(text)) {
                throw new IllegalStateException(file + " does not contain: " + text);
            }
            Files.writeString(path, whole.replace(text, by));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome run() {
        return run(() -> K3sCluster.start(K3sOptions.defaults()));
    }

    /** @param look gets the cluster before the drill does */
    Outcome run(Consumer<Cluster> look) {
        return run(() -> {
            Cluster cluster = K3sCluster.start(K3sOptions.defaults());
            look.accept(cluster);
            return cluster;
        });
    }

    Outcome run(Supplier<Cluster> clusters) {
        return run(DRILL, clusters);
    }

    Outcome run(String name, Supplier<Cluster> clusters) {
        return run(name, clusters, Parts.whole(RespondBy.PROCEDURES));
    }

    /** The library's own drill with other parts. */
    Outcome with(Parts parts) {
        return run(DRILL, () -> K3sCluster.start(K3sOptions.defaults()), parts);
    }

    private Outcome run(String name, Supplier<Cluster> clusters, Parts parts) {
        Library library = new Library(root);
        Drill drill = library.load(name);
        return new DrillRunner(clusters, fact -> {}, (cluster, verdict) -> false, parts)
                .run(drill, DrillRules.of(drill, library));
    }
}
