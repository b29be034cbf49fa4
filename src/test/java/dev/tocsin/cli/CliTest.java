package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
    private static final Path GOLDEN = Path.of("src/test/resources/cli");

    private static void golden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name + ".txt");
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file)).isNotBlank();
    }

    @Test
    void aRoleIsWhatKubectlApplies() {
        Answer answer = Answer.of("role", "stolen-sa-token-replay");
        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .startsWith("---\n")
                .contains("kind: \"ClusterRole\"\n", "tocsin.dev/drills: \"allowed\"\n");
    }

    @Test
    void helpNamesEveryCommand() throws IOException {
        Answer answer = Answer.of("--help");
        assertThat(answer.code()).isZero();
        golden("help", answer.out());
    }

    @Test
    void aCommandThatIsNotThereNamesTheNearest() {
        Answer answer = Answer.of("lnit");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("lint");
    }

    @Test
    void aDrillIsToldInProse() throws IOException {
        Answer answer = Answer.of("explain", "privileged-pod-host-escape");
        assertThat(answer.code()).isZero();
        golden("explain", answer.out());
    }

    @Test
    void aDrillThatIsNotThereNamesTheNearest() {
        Answer answer = Answer.of("explain", "privileged-pod-host-escpae");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("Did you mean 'privileged-pod-host-escape'?");
    }

    @Test
    void drillsAreListedAndFiltered() throws IOException {
        golden("list", Answer.of("list", "--technique", "T1611").out());
        assertThat(Answer.of("list", "--tactic", "impact").out()).doesNotContain("privileged-pod-host-escape");
        JsonNode json = new ObjectMapper().readTree(Answer.of("list", "--json").out());
        assertThat(json.findValuesAsText("name")).contains("privileged-pod-host-escape");
    }

    @Test
    void coverageNamesWhatIsNotCovered() throws IOException {
        String table = Answer.of("coverage").out();
        assertThat(table)
                .containsPattern(
                        "PE3 +Privilege Escalation: Pod Security Policies \\(PSP\\) +.*privileged-pod-host-escape");
        assertThat(table)
                .containsPattern("(?m)^IM5 +Impact: High Availability Cluster Configuration +-$")
                .contains(" of 87\n");
        JsonNode json =
                new ObjectMapper().readTree(Answer.of("coverage", "--json").out());
        assertThat(json.at("/matrices/0/of").asInt()).isEqualTo(87);
    }

    @Test
    void coverageIsWrittenAsPageDataAndLayer(@TempDir Path home) throws IOException {
        Path folder = oneDrill(home);
        Path to = home.resolve("site");
        Answer written = Answer.of(
                "coverage", "--library", folder.toString(), "--reports", home.toString(), "--to", to.toString());
        assertThat(written.out()).isEqualTo(to.resolve("coverage.html") + "\n");
        assertThat(to.resolve("coverage.html")).content().contains("privileged-pod-host-escape", "not run");
        assertThat(to.resolve("coverage.json")).isNotEmptyFile();
        JsonNode layer =
                new ObjectMapper().readTree(to.resolve("attack-layer.json").toFile());
        assertThat(layer.at("/techniques").findValuesAsText("techniqueID")).containsExactly("T1611");
    }

    @Test
    void aNewDrillLintsCleanAndIsNotOverwritten(@TempDir Path home) throws IOException {
        Path folder = oneDrill(home);
        Answer made = Answer.of("new", "--library", folder.toString(), "persistence/backdoor");
        assertThat(made.code()).isZero();
        assertThat(folder.resolve("drills/persistence/backdoor.yaml")).exists();
        Answer lint = Answer.of("lint", "--strict", "--library", folder.toString());
        assertThat(lint.out()).isEqualTo("no errors, no warnings\n");
        assertThat(lint.code()).isZero();
        Answer again = Answer.of("new", "--library", folder.toString(), "persistence/backdoor");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("Nothing was written");
        assertThat(Answer.of("new", "--library", folder.toString(), "persistance/x")
                        .err())
                .contains("Did you mean 'persistence'?");
    }

    @Test
    void lintSpeaksToPeopleScriptsAndCodeScanning(@TempDir Path home) throws IOException {
        Path folder = oneDrill(home);
        Path drill = folder.resolve("drills/privilege-escalation/privileged-pod-host-escape.yaml");
        Files.writeString(drill, Files.readString(drill).replace("severity: critical", "severity: mild"));
        Answer text = Answer.of("lint", "--library", folder.toString());
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out())
                .contains("error[bad-value]: 'mild' is not allowed.")
                .endsWith("1 error, no warnings\n");

        JsonNode json = new ObjectMapper()
                .readTree(Answer.of("lint", "--format", "json", "--library", folder.toString())
                        .out());
        assertThat(json.at("/findings/0/check").asText()).isEqualTo("bad-value");
        assertThat(json.at("/findings/0/line").asInt()).isEqualTo(14);

        JsonNode sarif = new ObjectMapper()
                .readTree(Answer.of("lint", "--format", "sarif", "--library", folder.toString())
                        .out());
        assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
        JsonNode run = sarif.at("/runs/0");
        JsonNode result = run.at("/results/0");
        assertThat(run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt() + "/id")
                        .asText())
                .isEqualTo(result.path("ruleId").asText())
                .isEqualTo("bad-value");
        assertThat(result.at("/message/text").asText()).contains("'mild'");
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText()).endsWith("privileged-pod-host-escape.yaml");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(14);
        assertThat(place.at("/region/startColumn").asInt()).isEqualTo(13);
        assertThat(Answer.of(
                                "lint",
                                "--library",
                                folder.toString(),
                                folder.resolve("rules").toString())
                        .code())
                .as("only what was asked for")
                .isZero();
    }

    @Test
    void pathsInSarifAreRelativeWhereTheLibraryIs() throws IOException {
        JsonNode sarif = new ObjectMapper()
                .readTree(LintSarif.of(java.util.List.of(new dev.tocsin.scenario.Finding(
                        dev.tocsin.scenario.Check.EMPTY,
                        new dev.tocsin.scenario.Position("scenarios/drills/impact/a b.yaml", 1, 1),
                        "x",
                        ""))));
        assertThat(sarif.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("scenarios/drills/impact/a%20b.yaml");
    }

    @Test
    void aRunOfNothingIsWrongUsage() {
        Answer answer = Answer.of("run", "no-such-drill");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("No scenario is named 'no-such-drill'");
    }

    @Test
    void aGameDayIsNamedOrAFileOfALibrary(@TempDir Path home) throws IOException {
        assertThat(Answer.of("gameday", "weekyl").err()).contains("Did you mean 'weekly'?");
        assertThat(Answer.of("gameday", "scenarios/gamedays/weekly.yaml", "--dry-run")
                        .code())
                .isZero();
        Path elsewhere = Files.copy(Path.of("scenarios/gamedays/weekly.yaml"), home.resolve("weekly.yaml"));
        Answer lost = Answer.of("gameday", elsewhere.toString());
        assertThat(lost.code()).isEqualTo(2);
        assertThat(lost.err()).contains("is in no library: put it into the folder gamedays/ beside drills/.");
    }

    /** A library of the first drill and what it uses, with the pages for people beside it. */
    private static Path oneDrill(Path home) throws IOException {
        Path folder = home.resolve("scenarios");
        copy(Path.of("scenarios"), folder);
        copy(Path.of("docs", "runbooks"), home.resolve("docs/runbooks"));
        keep(folder.resolve("drills"), "privileged-pod-host-escape.yaml");
        keep(folder.resolve("fixtures"), "(shop|foothold).yaml");
        keep(folder.resolve("procedures"), "(restore-pod-security|terminate-host-pod|revoke-abused-grant).yaml");
        keep(folder.resolve("gamedays"), "none");
        return folder;
    }

    private static void keep(Path folder, String names) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().matches(names)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
