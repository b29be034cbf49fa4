package dev.tocsin.signoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.scenario.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignOffTest {
    private static final Path BAD = Path.of("src/test/resources/signoff/bad-details");
    private static final Path DETAILS = Path.of("src/test/resources/signoff/details.yaml");

    @TempDir
    private Path folder;

    private PrivateKeyFile key;

    @BeforeEach
    void key() throws Exception {
        key = TestKeys.key(folder, "key", "Ed25519");
    }

    @Test
    void aRecordSaysWhatWasRunFromWhatOnWhat() throws Exception {
        JsonNode statement = statement(Runs.sign(Runs.copy("held", folder), key));
        assertThat(statement.at("/predicate/result").asText()).isEqualTo("PASSED");
        assertThat(statement.at("/predicate/passedTests").toString())
                .isEqualTo("[\"privileged-pod-host-escape\",\"secrets-dump-and-rotate\"]");
        JsonNode drill = statement.at("/predicate/tocsin_signoff/drills/1");
        assertThat(drill.path("environment").path("Node image digest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(drill.path("environment")
                        .path("Image docker.io/tocsin/shop:1")
                        .asText())
                .matches("sha256:[0-9a-f]{64}");
        assertThat(drill.path("environment").path("Kubernetes").asText()).isEqualTo("v1.31.1+k3s1");
        assertThat(drill.path("files").findValuesAsText("kind")).contains("scenario", "fixture", "procedure", "rule");
        assertThat(drill.path("techniques").toString())
                .contains("{\"id\":\"T1528\",\"name\":\"Steal Application Access Token\"}");
        assertThat(drill.path("covers").toString())
                .contains(
                        "{\"id\":\"CA4\",\"name\":\"Credential Access: Rotation and Lifecycle Management for Kubernetes Secrets\"}");
        // The scenario's copy among the evidence is the file that was hashed.
        String scenario = "scenarios/drills/credential-access/secrets-dump-and-rotate.yaml";
        assertThat(hash(statement.path("subject"), "secrets-dump-and-rotate/files/" + scenario))
                .isEqualTo(hash(statement.at("/predicate/configuration"), scenario))
                .matches("[0-9a-f]{64}");
    }

    private static String hash(JsonNode files, String name) {
        for (JsonNode file : files) {
            if (file.path("name").asText().equals(name)) {
                return file.at("/digest/sha256").asText();
            }
        }
        return "no " + name;
    }

    @Test
    void eachObjectiveThatWasNotHeldGetsAdvice() throws Exception {
        JsonNode advice = statement(Runs.sign(Runs.copy("missed", folder), key)).at("/predicate/tocsin_signoff/advice");
        assertThat(advice.findValuesAsText("about"))
                .containsExactly(
                        "contain restore-pod-security: replay-is-refused",
                        "contain terminate-host-pod: nothing-reaches-the-host",
                        "eradicate revoke-abused-grant: root-cause-named, opening-again-is-refused",
                        "after shop-serves throughout");
        assertThat(advice.get(2).path("advice").asText()).startsWith("The cause was not named.");
    }

    @Test
    void aDrillThatHeldGetsNone() throws Exception {
        assertThat(statement(Runs.sign(Runs.copy("held", folder), key)).at("/predicate/tocsin_signoff/advice"))
                .isEmpty();
    }

    @Test
    void recoveryObjectivesAreTakenWhereTheDrillHasThem() throws Exception {
        Path run = Runs.changed(folder.resolve("rpo"), summary -> {
            summary.putObject("rto")
                    .put("targetMillis", 120000)
                    .put("measuredMillis", 41210.5)
                    .put("verdict", "held");
            summary.putObject("rpo")
                    .put("acknowledged", 412)
                    .put("lost", 3)
                    .put("lostMillis", 600)
                    .put("targetRows", 0)
                    .putNull("targetMillis")
                    .put("verdict", "missed");
            summary.put("verdict", "missed");
        });
        SignOff.Written written = Runs.sign(run, key);
        assertThat(text(written.html()))
                .contains("41.21 s of 2m, held")
                .contains("3 of 412 rows lost, 600 ms; at most 0 rows, MISSED");
        assertThat(statement(written)
                        .at("/predicate/tocsin_signoff/advice/0/advice")
                        .asText())
                .startsWith("More was lost than the recovery point objective allows.");
    }

    @Test
    void whatChangedSinceTheLastRecordIsSaid() throws Exception {
        Path last = Runs.sign(Runs.copy("missed", folder), key).record();
        Previous previous = Previous.read(last, List.of(key.publicKey()));
        SignOff.Written written = Runs.sign(Runs.copy("held", folder), key, Details.of(DETAILS, List.of()), previous);
        JsonNode since = statement(written).at("/predicate/tocsin_signoff/since");
        assertThat(since.path("record").asText()).isEqualTo(Sha256.of(last));
        assertThat(since.at("/drills/0/verdictBefore").asText()).isEqualTo("missed");
        assertThat(since.at("/drills/0/verdictNow").asText()).isEqualTo("held");
        assertThat(since.at("/drills/1/verdictBefore").isNull()).isTrue();
        assertThat(text(written.html())).contains("Since the last record").contains("MISSED held changed");
        Path wrong = TestKeys.pem(
                folder.resolve("other.pub"), TestKeys.pair("Ed25519").getPublic());
        assertThatThrownBy(() -> Previous.read(last, List.of(PublicKeyFile.read(wrong))))
                .hasMessageStartingWith("What is to be compared with cannot be trusted: " + last);
    }

    @Test
    void someOfTheDrillsOfARunCanBeSigned() throws Exception {
        Path run = Runs.copy("held", folder);
        Details details = Details.of(null, List.of("Ada"));
        SignOff.Written written =
                SignOff.sign(folder, "held", List.of(Runs.DRILL), details, key, null, folder.resolve("to"), Runs.NOW);
        assertThat(written.headline()).startsWith("HELD: A backup agent's token lists all secrets");
        assertThat(statement(written).path("subject").findValuesAsText("name"))
                .allMatch(name -> name.startsWith(Runs.DRILL));
        assertThat(Verification.of(written.record(), List.of(key.publicKey()), run)
                        .findings())
                .isEmpty();
        assertThatThrownBy(
                        () -> SignOff.sign(folder, "held", List.of("secrets-dump"), details, key, null, null, Runs.NOW))
                .hasMessage("No drill 'secrets-dump' was run there. Did you mean 'secrets-dump-and-rotate'?");
    }

    @Test
    void aRunThatCannotBeSignedLeavesNothing() throws Exception {
        Details details = Details.of(null, List.of("Ada"));
        assertThatThrownBy(() -> SignOff.sign(folder, "none", List.of(), details, key, null, null, Runs.NOW))
                .hasMessageStartingWith("There is no run 'none'");
        Files.createDirectories(folder.resolve("bare"));
        assertThatThrownBy(() -> SignOff.sign(folder, "bare", List.of(), details, key, null, null, Runs.NOW))
                .hasMessageStartingWith("There is no drill in ");
        Path old = Runs.changed(folder.resolve("old"), summary -> summary.remove("files"));
        assertThatThrownBy(() -> Runs.sign(old, key))
                .hasMessageEndingWith("an older Tocsin made it. Run the drill again.");
        Path odd = Runs.changed(folder.resolve("odd"), summary -> summary.put("verdict", "splendid"));
        assertThatThrownBy(() -> Runs.sign(odd, key)).hasMessageStartingWith("The run cannot be signed.");
        Path torn = Runs.changed(folder.resolve("torn"), summary -> {});
        Files.writeString(torn.resolve(Runs.DRILL + ".summary.json"), "{\"drill\": ");
        assertThatThrownBy(() -> Runs.sign(torn, key)).hasMessageContaining("cannot be read: ");
        for (Path run : List.of(old, odd, torn)) {
            assertThat(run.resolve("signoff")).doesNotExist();
        }
        assertThatThrownBy(() -> Runs.sign(Runs.small(folder), key, Details.of(null, List.of()), null))
                .hasMessageStartingWith("Nobody approves.");
        assertThatThrownBy(() -> Details.of(null, List.of(", chief")))
                .hasMessageStartingWith("', chief' names nobody.");
    }

    @Test
    void aDrillThatCouldNotTellCanBeSignedToo() throws Exception {
        Path run = Runs.changed(folder.resolve("broken"), summary -> {
            summary.put("verdict", "inconclusive")
                    .put("cause", "The cluster did not come up: no engine")
                    .putNull("t0");
            summary.remove("objectives");
        });
        SignOff.Written written = Runs.sign(run, key);
        assertThat(written.headline()).startsWith("NOT HELD (inconclusive): ");
        assertThat(Verification.of(written.record(), List.of(key.publicKey()), run)
                        .findings())
                .isEmpty();
    }

    /** Mistakes in the file of details, one a file, with the expected text beside it. */
    @Test
    void mistakesInDetailsAreSaidAtTheirPlace() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(BAD)) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .collect(Collectors.toList());
        }
        assertThat(files).hasSizeGreaterThan(4);
        for (Path file : files) {
            Path golden = Path.of(file.toString().replace(".yaml", ".txt"));
            assertThatThrownBy(() -> Details.of(file, List.of("Ada")))
                    .isInstanceOf(ScenarioException.class)
                    .satisfies(mistake -> {
                        if (System.getProperty("golden.update") != null) {
                            Files.writeString(golden, mistake.getMessage() + "\n");
                        }
                        assertThat(mistake.getMessage() + "\n").isEqualTo(Files.readString(golden));
                    });
        }
    }

    @Test
    void theExampleInTheDocumentationIsRight() throws Exception {
        String page = Files.readString(Path.of("docs/signing-off.md"));
        int from = page.indexOf("```yaml\n") + 8;
        Path example =
                Files.writeString(folder.resolve("example.yaml"), page.substring(from, page.indexOf("```", from)));
        SignOff.Written written = Runs.sign(Runs.small(folder), key, Details.of(example, List.of()), null);
        assertThat(text(written.html())).contains("Add the secrets' names to the alert Ada Example 2026-12-15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signoff", "signoff-record"})
    void theSchemasAreValidByTheMetaSchema(String which) throws Exception {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        String schema = Files.readString(Path.of("src/main/resources/schema/" + which + "-v1.schema.json"));
        assertThat(metaSchema.validate(schema, InputFormat.JSON)).isEmpty();
    }

    private static JsonNode statement(SignOff.Written written) throws java.io.IOException {
        JsonNode statement = StrictJson.read(Envelope.read(written.record()).payload());
        assertThat(statement).isInstanceOf(ObjectNode.class);
        return statement;
    }

    static String text(Path html) throws java.io.IOException {
        return Files.readString(html)
                .replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("</(p|h1|h2|h3|tr|li|title)>", "\n")
                .replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("[ \\t]+", " ")
                .replaceAll("(?m)^ | $", "")
                .replaceAll("\\n{2,}", "\n");
    }
}
