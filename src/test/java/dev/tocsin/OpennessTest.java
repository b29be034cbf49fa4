package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.scenario.Finding;
import dev.tocsin.scenario.Library;
import dev.tocsin.scenario.Lint;
import dev.tocsin.scenario.Reference;
import dev.tocsin.scenario.Schemas;
import dev.tocsin.step.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds in a jar are found, checked and documented like ours, and nothing of ours names them. */
class OpennessTest {
    private static final String DRILL = "drills/persistence/foreign.yaml";

    @TempDir
    private static Path jars;

    private static ForeignJar jar;

    @TempDir
    private Path folder;

    private Scratch scratch;

    @BeforeAll
    static void open() throws IOException {
        assertThat(Kinds.onClassPath().steps()).doesNotContainKeys("annotate", "podCount");
        jar = new ForeignJar(jars);
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @BeforeEach
    void copy() {
        scratch = new Scratch(folder.resolve("scenarios"))
                .add(Path.of("src/test/resources/every-kind"))
                .add(Path.of("src/test/foreign/library"));
    }

    @Test
    void theyAreFound() {
        assertThat(Kinds.onClassPath().steps()).containsKeys("annotate", "podCount", "patch");
        assertThat(Kinds.onClassPath().actions()).containsKeys("clear-annotation", "terminate");
    }

    @Test
    void theyAreDocumented() {
        assertThat(Reference.markdown(Kinds.onClassPath()))
                .contains("### `annotate`\n\nSets an annotation of a namespace, as an attacker")
                .contains("| `key` | text | required | The annotation, with its prefix. |")
                .contains("### `podCount`\n\nCounts the pods of a namespace that carry a label.")
                .contains("### `clear-annotation`")
                .contains("Rights of the responder: get, patch `namespaces`.");
        assertThat(Schemas.drill(Kinds.onClassPath())
                        .at("/$defs/step/properties/annotate/description")
                        .asText())
                .startsWith("Sets an annotation");
        assertThat(Schemas.procedure(Kinds.onClassPath())
                        .at("/$defs/action/properties")
                        .has("clear-annotation"))
                .isTrue();
    }

    @Test
    void aDrillThatUsesThemIsRight() {
        assertThat(errors()).isEmpty();
        assertThat(new Library(folder.resolve("scenarios")).load("foreign").inject())
                .extracting(step -> step.kind())
                .containsExactly("annotate");
    }

    @Test
    void mistakesInThemAreSaidAtTheirPlace() {
        scratch.replace(DRILL, "key: example.com/owned, value", "key: owned, valu")
                .replace(DRILL, "podCount: {namespace: shop, label: app}", "podCount: {namespace: shop, label: 7}")
                .replace(DRILL, "expect: {count: 3}", "expect: {counts: 3}")
                .replace(
                        DRILL,
                        "annotate: {as: lab/admin, namespace: lab, key: example.com/team",
                        "annotate: {as: lab/admim, namespace: lab, key: example.com/team")
                .replace("procedures/clear-mark.yaml", "key: example.com/owned", "keys: example.com/owned");
        assertThat(errors())
                .containsExactly(
                        "18:15 The key 'value' is missing here.",
                        "18:52 Give the annotation a prefix: example.com/owned",
                        "18:59 Unknown key 'valu'. Did you mean 'value'?",
                        "31:44 Expected a text, found a number.",
                        "32:18 Unknown key 'counts'. Did you mean 'count'?",
                        "34:20 No fixture of this drill makes the service account 'lab/admim'. Did you mean 'lab/admin'?",
                        "8:23 The key 'key' is missing here.",
                        "8:62 Unknown key 'keys'. Did you mean 'key'?");
    }

    private List<String> errors() {
        return Lint.library(folder.resolve("scenarios")).stream()
                .filter(Finding::isError)
                .filter(finding -> finding.at().file().matches(".*(foreign|clear-mark)\\.yaml"))
                .map(finding -> finding.at().line() + ":" + finding.at().column() + " " + finding.message())
                .toList();
    }
}
