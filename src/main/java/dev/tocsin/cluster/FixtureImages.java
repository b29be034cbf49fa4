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
 * The images of the fixtures' pods. A node image made by the set-up has them inside and says so by a label; any other
 * gets them from the local engine, as files that k3s imports when it starts.
 */
final class FixtureImages {
    /** Those that most drills use: FIXTURE_IMAGES in ci/versions.env. */
    static final List<String> ON_EVERY_NODE = List.of("tocsin/shop:1");

    private static final String LABEL = "dev.tocsin.images";
    private static final String FOLDER = "/var/lib/rancher/k3s/agent/images/";

    private FixtureImages() {}

    static void preload(Collection<GenericContainer<?>> nodes, String image) throws IOException {
        DockerClient docker = DockerClientFactory.lazyClient();
        try {
            docker.inspectImageCmd(image).exec();
        } catch (com.github.dockerjava.api.exception.NotFoundException e) {
            // Left alone, a pull without a registry would be tried for minutes.
            throw new IOException(
                    "the node image " + image + " is not on this machine. Run ci/setup, or docker pull it.");
        }
        for (String fixture : ON_EVERY_NODE) {
            if (!has(docker, image, fixture)) {
                MountableFile tar = MountableFile.forHostPath(save(fixture));
                String path = FOLDER + fixture.replaceAll("[^a-z0-9.]", "-") + ".tar";
                nodes.forEach(node -> node.withCopyToContainer(tar, path));
            }
        }
    }

    private static boolean has(DockerClient docker, String image, String fixture) {
        var config = docker.inspectImageCmd(image).exec().getConfig();
        Map<String, String> labels = config == null ? null : config.getLabels();
        return labels != null
                && List.of(labels.getOrDefault(LABEL, "").split(",")).contains(fixture);
    }

    /**
     * An image of this machine's engine as a file, which goes with this process.
     *
     * @throws IOException if there is none of that name
     */
    static Path save(String fixture) throws IOException {
        DockerClient docker = DockerClientFactory.lazyClient();
        Path tar = Files.createTempFile("tocsin-image-", ".tar");
        tar.toFile().deleteOnExit();
        try (InputStream in = docker.saveImageCmd(fixture).exec()) {
            Files.copy(in, tar, StandardCopyOption.REPLACE_EXISTING);
        } catch (com.github.dockerjava.api.exception.NotFoundException e) {
            throw new IOException("the image " + fixture + " is not on this machine. Run ci/setup.", e);
        }
        return tar;
    }
}
