package dev.tocsin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.step.Kind;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.StepKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published is what the class path offers, and what the library's files are written for. */
class SchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path LIBRARY = Path.of("scenarios");

    @ParameterizedTest
    @ValueSource(strings = {"drill", "procedure"})
    void thePublishedSchemaIsFresh(String what) throws IOException {
        golden(
                Path.of("src/main/resources/schema/" + what + "-v1.schema.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(composed(what)) + "\n");
    }

    @Test
    void theReferenceIsFresh() throws IOException {
        golden(Path.of("docs/reference.md"), Reference.markdown(Kinds.onClassPath()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drill", "procedure", "gameday"})
    void itIsValidByTheMetaSchema(String what) {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(metaSchema.validate(composed(what).toString(), InputFormat.JSON))
                .isEmpty();
    }

    static Stream<Kind> kinds() {
        Kinds kinds = Kinds.onClassPath();
        return Stream.concat(kinds.steps().values().stream(), kinds.actions().values().stream());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindExplainsItselfAndItsExampleIsRight(Kind kind) {
        ObjectNode schema = kind.schema();
        assertThat(schema.path("description").asText()).isNotEmpty();
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        for (JsonNode parameter : schema.path("properties")) {
            assertThat(parameter.has("description") || parameter.has("$ref"))
                    .as(kind.name() + ": " + parameter)
                    .isTrue();
        }
        boolean step = kind instanceof StepKind; // an action may have the same name
        ObjectNode whole = composed(step ? "drill" : "procedure");
        ObjectNode one = JSON.createObjectNode().put("$ref", "#/$defs/" + (step ? "step" : "action"));
        one.set("$defs", whole.path("$defs"));
        YamlFile example = YamlReader.read(
                kind.name(), SchemaTable.yaml(schema.path(Schemas.EXAMPLE)).getBytes(StandardCharsets.UTF_8));
        assertThat(example.tree().has(kind.name())).isTrue();
        assertThat(new SchemaCheck(one).check(example)).isEmpty();
    }

    static Stream<Path> files() throws IOException {
        return Stream.of("drills", "procedures", "gamedays").flatMap(folder -> {
            try {
                return Files.walk(LIBRARY.resolve(folder))
                        .filter(file -> file.toString().endsWith(".yaml"))
                        .toList()
                        .stream();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFilesFirstLinePointsToItsSchema(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String prefix = "# yaml-language-server: $schema=";
        assertThat(lines.get(0)).startsWith(prefix);
        Path schema =
                file.resolveSibling(lines.get(0).substring(prefix.length())).normalize();
        String kind = LIBRARY.relativize(file).getName(0).toString().replaceAll("s$", "");
        assertThat(schema).isEqualTo(Path.of("src/main/resources/schema/" + kind + "-v1.schema.json"));
        assertThat(new SchemaCheck(JSON.readTree(schema.toFile())).check(YamlReader.read(file, file.toString())))
                .isEmpty();
    }

    private static ObjectNode composed(String what) {
        return switch (what) {
            case "drill" -> Schemas.drill(Kinds.onClassPath());
            case "procedure" -> Schemas.procedure(Kinds.onClassPath());
            default -> Schemas.gameDay();
        };
    }

    private static void golden(Path file, String text) throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
