package dev.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FixtureImagesTest {
    @Test
    void thoseOnEveryNodeAreThoseThatTheSetUpPutsThere() throws Exception {
        Properties versions = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("ci/versions.env"))) {
            versions.load(file);
        }
        String images = versions.getProperty("FIXTURE_IMAGES").replace("\"", "");
        assertThat(FixtureImages.ON_EVERY_NODE)
                .containsExactlyElementsOf(Stream.of(images.split(" "))
                        .map(image -> "tocsin/" + image)
                        .toList());
    }
}
