package dev.tocsin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixtureTextTest {
    private static final String RULES = "  # indented\ngroups:\n\n  - {name: 'a', rules: []} # ${x} $y \\\n";

    @Test
    void aConfigMapGetsTheFilesOfTheFolderThatItNames(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("rules/metrics"));
        Files.writeString(root.resolve("rules/metrics/a.yml"), RULES);
        Files.writeString(root.resolve("rules/metrics/b.yaml"), "groups: []\n");
        Files.writeString(root.resolve("rules/metrics/README.md"), "no YAML\n");
        Path fixture = root.resolve("fixture.yaml");
        Files.writeString(fixture, """
                # first
                kind: Namespace
                ---
                kind: ConfigMap
                metadata: {name: rules, annotations: {tocsin.dev/files: rules/metrics}}
                ---
                kind: ConfigMap
                data: {"own.yml": "x"}
                """);

        String text = FixtureText.read(fixture, root);

        List<JsonNode> documents = YamlReader.readAll("fixture", text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(YamlFile::tree)
                .toList();
        assertThat(documents).hasSize(3);
        assertThat(documents.get(1).path("data").properties())
                .extracting(entry -> entry.getKey() + "=" + entry.getValue().asText())
                .containsExactly("a.yml=" + RULES, "b.yaml=groups: []\n");
        assertThat(documents.get(2).at("/data/own.yml").asText()).isEqualTo("x");
        assertThat(text).contains("# first");
    }

    @Test
    void anEmptyFolderGivesNoData(@TempDir Path root) throws Exception {
        Path fixture = root.resolve("fixture.yaml");
        Files.writeString(
                fixture, "kind: ConfigMap\nmetadata: {annotations: {tocsin.dev/files: rules/none}}\n---\nkind: Pod\n");

        assertThat(YamlReader.readAll("fixture", FixtureText.read(fixture, root).getBytes(StandardCharsets.UTF_8))
                        .get(0)
                        .tree()
                        .path("data")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatAsksForNothingStaysAsItIs() throws Exception {
        Path fixture = Path.of("scenarios/fixtures/shop.yaml");
        assertThat(FixtureText.read(fixture, Path.of("scenarios"))).isEqualTo(Files.readString(fixture));
    }
}
