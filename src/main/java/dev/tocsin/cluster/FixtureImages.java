package dev.tocsin.cluster;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.MountableFile;

/**
 * The images of a drill's pods and sources. A node image made by the set-up has all of them inside and says so by labels; any
 * other gets them from the local engine.
 */
final class FixtureImages {
    /** What nearly every drill's pods run; the others are brought when it is known that a drill needs them. */
    private static final List<String> COMMON = List.of("tocsin/shop:1");

    private static final String LABEL = "dev.tocsin.images.";
    private static final String FOLDER = "/var/lib/rancher/k3s/agent/images/";

    private FixtureImages() {}

    /** Before they start: k3s imports what lies in a folder of its own. */
    static void preload(Collection<GenericContainer<?>> nodes, String image) throws IOException {
        if (!isHere(image)) {
            // Left alone, a pull without a registry would be tried for minutes.
            throw new IOException(
                    "the node image " + image + " is not on this machine. Run ci/setup, or docker pull it.");
        }
        for (String fixture : COMMON) {
            if (!has(image, Cluster.PODS, fixture)) {
                MountableFile tar = MountableFile.forHostPath(save(fixture));
                String path = FOLDER + fixture.replaceAll("[^a-z0-9.]", "-") + ".tar";
                nodes.forEach(node -> node.withCopyToContainer(tar, path));
            }
        }
    }

    /** Whether an image is in a node image, in a namespace of containerd's. */
    static boolean has(String image, String namespace, String fixture) {
        var config =
                DockerClientFactory.lazyClient().inspectImageCmd(image).exec().getConfig();
        Map<String, String> labels = config == null ? null : config.getLabels();
        return labels != null
                && List.of(labels.getOrDefault(LABEL + namespace, "").split(","))
                        .contains(fixture);
    }

    /** Whether this machine's engine has an image. */
    static boolean isHere(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (com.github.dockerjava.api.exception.NotFoundException e) {
            return false;
        }
    }

    /**
     * An image of this machine's engine as a file, which goes with this process.
     *
     * @throws IOException if there is none of that name
     */
    static Path save(String fixture) throws IOException {
        DockerClient docker = DockerClientFactory.lazyClient();
        Path tar = TempFolder.file("image-", ".tar");
        try (InputStream in = docker.saveImageCmd(fixture).exec()) {
            Files.copy(in, tar, StandardCopyOption.REPLACE_EXISTING);
        } catch (com.github.dockerjava.api.exception.NotFoundException e) {
            throw new IOException("the image " + fixture + " is not on this machine. Run ci/setup.", e);
        }
        return tar;
    }
}
