package dev.tocsin.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.scenario.Claims;
import dev.tocsin.scenario.Library;
import dev.tocsin.timeline.Coverage;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {
    private static final Coverage LIBRARY = Claims.of(new Library(Path.of("scenarios")));
    private static final Set<String> DRILL = Set.of(RealRun.DRILL);

    @TempDir
    private Path reports;

    @Test
    void theGuideHasItsLinesAndAttackItsMatrix() {
        assertThat(LIBRARY.matrix("guide").lines()).hasSize(87);
        assertThat(LIBRARY.matrix("containers").lines()).hasSize(48);
        assertThat(LIBRARY.matrix("containers").columns())
                .extracting(Coverage.Column::title)
                .containsExactly(
                        "Initial Access",
                        "Execution",
                        "Persistence",
                        "Privilege Escalation",
                        "Defense Evasion",
                        "Credential Access",
                        "Discovery",
                        "Lateral Movement",
                        "Impact");
    }

    @Test
    void aSubTechniqueShowsItsTechnique() {
        assertThat(LIBRARY.matrix("containers").lines())
                .filteredOn(line -> line.code().equals("T1098") || line.code().equals("T1098.006"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.drills()).contains("rbac-cluster-admin-grab"));
    }

    @Test
    void theNewestRunCountsWithAllItsTrials() throws Exception {
        RealRun.copy(reports, "20261124T120000Z");
        LastRun first = LastRuns.of(reports, DRILL).get(RealRun.DRILL);
        assertThat(first.verdictText()).isEqualTo("held");
        assertThat(first.slowest()).containsKeys("detect", "contain", "recover");

        Path newer = reports.resolve("20261125T120000Z");
        RealRun.trial(newer, 1, "\"verdict\" : \"held\"", "\"verdict\" : \"held\"");
        RealRun.trial(newer, 2, "\"verdict\" : \"held\"", "\"verdict\" : \"missed\"");
        LastRun last = LastRuns.of(reports, DRILL).get(RealRun.DRILL);
        assertThat(last.verdict()).isEqualTo(Verdict.MISSED);
        assertThat(last.verdictText()).isEqualTo("missed, 1 of 2 held");
        assertThat(last.folder()).isEqualTo(newer);
    }

    @Test
    void aBrokenSummaryOrNoReportsAtAllSayNothing() throws Exception {
        assertThat(LastRuns.of(reports.resolve("none"), DRILL)).isEmpty();
        Path old = RealRun.copy(reports, "20261124T120000Z");
        Path half = Files.createDirectories(reports.resolve("20261125T120000Z"));
        Files.writeString(half.resolve(RealRun.DRILL + ".summary.json"), "{\"drill\":");
        assertThat(LastRuns.of(reports, DRILL).get(RealRun.DRILL).folder()).isEqualTo(old);
    }

    @Test
    void aMissedPhaseHasNoTime() throws Exception {
        Path run = reports.resolve("20261125T120000Z");
        JsonNode summary = new ObjectMapper()
                .readTree(Path.of("src/test/resources/signoff/missed")
                        .resolve(RealRun.DRILL + ".summary.json")
                        .toFile());
        Files.createDirectories(run);
        Files.writeString(run.resolve(RealRun.DRILL + ".summary.json"), summary.toString());
        LastRun last = LastRuns.of(reports, DRILL).get(RealRun.DRILL);
        assertThat(last.missed()).isNotEmpty().allSatisfy(phase -> assertThat(last.text(phase))
                .isEqualTo("missed"));
    }

    @Test
    void theLayerHasThePublishedForm() throws Exception {
        RealRun.copy(reports, "20261124T120000Z");
        String layer = new CoveragePages(LIBRARY, reports).layer();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("src/test/resources/navigator/layer-4.5.schema.json")))
                        .validate(layer, InputFormat.JSON))
                .isEmpty();
        JsonNode json = new ObjectMapper().readTree(layer);
        assertThat(json.at("/versions/attack").asText()).isEqualTo("18");
        assertThat(json.path("techniques"))
                .filteredOn(one -> one.path("techniqueID").asText().equals("T1611"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("metadata").findValuesAsText("name"))
                        .contains(RealRun.DRILL));
    }

    @Test
    void textsOfDrillsAreNoMarkup() throws Exception {
        Path drill = Files.createDirectories(reports.resolve("scenarios/drills/impact"))
                .resolve("odd.yaml");
        Files.writeString(
                drill, "metadata: {title: \"<script>alert('x')</script>\", covers: [PE3], techniques: [T1611]}\n");
        new CoveragePages(Claims.of(new Library(reports.resolve("scenarios"))), reports).write(reports.resolve("out"));
        assertThat(reports.resolve("out/coverage.html"))
                .content()
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(List.of("coverage.json", "attack-layer.json"))
                .allSatisfy(
                        file -> assertThat(reports.resolve("out").resolve(file)).isNotEmptyFile());
    }
}
