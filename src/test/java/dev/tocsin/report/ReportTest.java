package dev.tocsin.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.timeline.DrillInfo;
import dev.tocsin.timeline.Entities;
import dev.tocsin.timeline.Evidence;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Objective;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Raised;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Span;
import dev.tocsin.timeline.StartPoint;
import dev.tocsin.timeline.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void thePictureIsWellFormedWhateverTheTextsHold() throws Exception {
        String svg = TimelineSvg.of(late());
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTextContent())
                .contains("a <b> & \"c\" é")
                .contains("6.20 s of 5s, late")
                .contains("verdict: late");
    }

    @Test
    void whatHappensAgainAndAgainIsOneLabelOfThePicture() {
        Outcome late = late();
        List<Fact> facts = IntStream.range(0, 50)
                .mapToObj(i ->
                        new Fact(Phase.DETECT, Fact.Actor.DETECTOR, T0.plusMillis(i * 100L), null, "alert x", Map.of()))
                .toList();
        Outcome noisy = new Outcome(
                late.drill(),
                late.environment(),
                late.from(),
                late.to(),
                late.t0(),
                late.spans(),
                late.results(),
                late.raised(),
                facts,
                late.evidence(),
                late.verdict(),
                late.cause());
        assertThat(TimelineSvg.of(noisy).split("alert x  \\(50 times, until \\+4.90 s\\)", -1))
                .hasSize(2);
        assertThat(TimelineSvg.of(noisy).split("<circle", -1)).hasSize(2);
    }

    @Test
    void theTableSaysTargetsMeasuredAndVerdict() {
        assertThat(Table.of(late()))
                .contains("detect     alert x")
                .contains("5s      6.20 s      6.20 s  late")
                .contains("verdict: late")
                .contains("expected within 5s of T0, measured 6.20 s, because it matters (d.yaml:9)");
        assertThat(Table.of(late()).lines().filter(line -> !line.startsWith(" ")))
                .filteredOn(line -> line.startsWith("detect") || line.startsWith("PHASE"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void theSummaryHasNumbersForMachines() throws IOException {
        JsonNode summary = new ObjectMapper().readTree(SummaryJson.of(late()));
        assertThat(summary.at("/objectives/0/measuredMillis").asDouble()).isEqualTo(6200.0);
        assertThat(summary.at("/objectives/0/targetMillis").asInt()).isEqualTo(5000);
        assertThat(summary.path("verdict").asText()).isEqualTo("late");
    }

    @Test
    void risksThatRemainAreNamedToPeopleAndMachines() throws IOException {
        Outcome late = late();
        Fact cut = new Fact(
                Phase.CONTAIN,
                Fact.Actor.RESPONDER,
                T0.plusSeconds(7),
                null,
                "cut node <a> off",
                Map.of("residual", "its <certificate> stays good; what runs there runs on"));
        Outcome outcome = new Outcome(
                late.drill(),
                late.environment(),
                late.from(),
                late.to(),
                late.t0(),
                late.spans(),
                late.results(),
                late.raised(),
                List.of(cut, cut),
                late.evidence(),
                late.verdict(),
                late.cause());
        JsonNode risks = new ObjectMapper().readTree(SummaryJson.of(outcome)).path("residualRisks");
        assertThat(risks.findValuesAsText("risk"))
                .containsExactly("its <certificate> stays good", "what runs there runs on");
        assertThat(risks.at("/0/action").asText()).isEqualTo("cut node <a> off");
        assertThat(Summary.html(outcome))
                .contains("Risks that remain", "its &lt;certificate&gt; stays good", "cut node &lt;a&gt; off");
        assertThat(Summary.html(late)).doesNotContain("Risks that remain");
    }

    @Test
    void allureGetsTheDrillsOwnTimesAndAStableHistory(@TempDir Path folder) throws IOException {
        new AllureResults(folder).write(late());
        Path file;
        try (var files = Files.list(folder)) {
            file = files.filter(one -> one.toString().endsWith("-result.json"))
                    .findFirst()
                    .orElseThrow();
        }
        JsonNode result = new ObjectMapper().readTree(Files.readString(file));
        assertThat(result.path("status").asText()).isEqualTo("failed");
        assertThat(result.path("historyId").asText()).isEqualTo("8277e091-0d75-3195-b448-797616e091ad");
        assertThat(result.at("/steps/0/start").asLong()).isEqualTo(T0.toEpochMilli());
        assertThat(result.at("/steps/0/steps/0/name").asText()).isEqualTo("objective: alert x: late");
        assertThat(result.at("/attachments").findValuesAsText("name")).contains("Timeline", "Summary");
        assertThat(result.at("/steps/0/attachments/0/name").asText()).isEqualTo("manifest");
    }

    @Test
    void evidenceIsKeptAsFilesWithNamesForPeople() {
        Evidence.Source source = new Evidence.Source("fixture", "../scenarios/fixtures/shop.yaml", "00");
        assertThat(EvidenceFolder.nameOf(
                        new Evidence(Phase.PREPARE, "fixture shop", "application/yaml", "", source), 0))
                .isEqualTo("files/scenarios/fixtures/shop.yaml");
        assertThat(EvidenceFolder.nameOf(
                        new Evidence(Phase.CONTAIN, "log of ../dev/Pod x, container y", "text/plain", ""), 3))
                .isEqualTo("evidence/03-contain-log-of-..-dev-pod-x-container-y.txt");
        assertThat(EvidenceFolder.nameOf(new Evidence(Phase.PREPARE, "x.json", "application/json", ""), 12))
                .isEqualTo("evidence/12-prepare-x.json");
    }

    @Test
    void theFilesThatItWasRunFromKeepTheHashOfBeforeSecretsWereTakenOut(@TempDir Path folder) throws IOException {
        Outcome late = late();
        Evidence.Source source = new Evidence.Source("scenario", "scenarios/d.yaml", "abc");
        Outcome outcome = new Outcome(
                late.drill(),
                late.environment(),
                late.from(),
                late.to(),
                late.t0(),
                late.spans(),
                late.results(),
                late.raised(),
                late.facts(),
                List.of(new Evidence(Phase.PREPARE, "d.yaml", "application/yaml", "kind: Drill", source)),
                late.verdict(),
                late.cause());
        EvidenceFolder.write(outcome, folder);
        assertThat(folder.resolve("files/scenarios/d.yaml")).hasContent("kind: Drill");
        JsonNode summary = new ObjectMapper().readTree(SummaryJson.of(outcome));
        assertThat(summary.at("/files/0/sha256").asText()).isEqualTo("abc");
        assertThat(summary.at("/about/covers/0").asText()).isEqualTo("IM1");
    }

    @ParameterizedTest
    @CsvSource({"HELD,PASSED", "LATE,FAILED", "MISSED,FAILED", "FALSE_ALARM,FAILED", "INCONCLUSIVE,BROKEN"})
    void onlyHeldPasses(Verdict verdict, String status) {
        assertThat(AllureResults.status(verdict).name()).isEqualTo(status);
    }

    @Test
    void theNewestRunIsTheLatest(@TempDir Path reports) throws IOException {
        RunFolder first = RunFolder.create(reports);
        first.becomeLatest();
        RunFolder second = RunFolder.create(reports);
        second.becomeLatest();
        assertThat(second.path()).isNotEqualTo(first.path());
        assertThat(reports.resolve("latest").toRealPath())
                .isEqualTo(second.path().toRealPath());
    }

    private static Outcome late() {
        Objective objective =
                new Objective(Phase.DETECT, "alert x", Duration.ofSeconds(5), StartPoint.T0, "it matters", "d.yaml:9");
        Result result = Result.of(objective, T0, T0.plusMillis(6200), T0.plusMillis(6000), Duration.ZERO, "seen");
        return new Outcome(
                new DrillInfo(
                        "d",
                        "a <b> & \"c\" é",
                        "What it does.",
                        "d.yaml",
                        "impact",
                        List.of("T1485"),
                        List.of("IM1"),
                        "high",
                        "sre"),
                Map.of("Node image", "k3s"),
                T0.minusSeconds(10),
                T0.plusSeconds(8),
                T0,
                List.of(new Span(Phase.DETECT, T0, T0.plusMillis(6300), Verdict.LATE, "alert x late")),
                List.of(result),
                List.of(new Raised(
                        "audit/x",
                        "An <x>",
                        "high",
                        "audit",
                        Entities.ofUser("system:serviceaccount:dev:ci-bot").withPod("dev/<build>"),
                        T0.plusMillis(6200),
                        T0.plusMillis(6300),
                        3,
                        true)),
                List.of(new Fact(Phase.DETECT, Fact.Actor.DETECTOR, T0.plusMillis(6200), null, "alert x", Map.of())),
                List.of(new Evidence(Phase.DETECT, "manifest", "application/yaml", "kind: Pod")),
                Verdict.LATE,
                "alert x late");
    }
}
