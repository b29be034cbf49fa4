package dev.tocsin.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.MountableFile;

/** Brings images to nodes that already run: what only some drills need would make every cluster's start longer. */
final class NodeImages {
    private static final String FOLDER = "/var/lib/rancher/k3s/agent/";

    private NodeImages() {}

    /** @throws ClusterException if the image is not on this machine, or a node does not take it */
    static void load(Collection<GenericContainer<?>> nodes, String image, String namespace) {
        Path saved;
        try {
            saved = FixtureImages.save(image);
        } catch (IOException e) {
            throw new ClusterException(String.valueOf(e.getMessage()), "", e);
        }
        MountableFile tar = MountableFile.forHostPath(saved);
        nodes.parallelStream().forEach(node -> load(node, image, tar, namespace));
        saved.toFile().delete();
    }

    private static void load(GenericContainer<?> node, String image, MountableFile tar, String namespace) {
        try {
            String path = FOLDER + image.replaceAll("[^a-z0-9.]", "-") + ".tar"; // several may come at a time
            node.copyFileToContainer(tar, path);
            var taken = NodeExec.run(
                    node,
                    List.of("sh", "-c", "ctr -n \"$1\" images import \"$2\" && rm \"$2\"", "sh", namespace, path));
            if (taken.exitCode() != 0) {
                throw new ClusterException("A node did not take the image " + image + ": " + taken.stderr(), "", null);
            }
        } catch (IOException e) {
            throw new ClusterException("The image " + image + " could not be brought to a node", "", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while a node took the image " + image, "", e);
        }
    }
}
