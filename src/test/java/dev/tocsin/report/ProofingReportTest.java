package dev.tocsin.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.ProofedDrill;
import dev.tocsin.timeline.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofingReportTest {
    private static final List<ProofedDrill> DRILLS = List.of(new ProofedDrill(
            "token-replay",
            Verdict.HELD,
            List.of("detect alert x", "contain y", "recover z"),
            List.of(
                    proofed("blind=x", "rule off", Finding.NOTICED, "detect alert x"),
                    proofed("empty=p", "procedure emptied", Finding.SURVIVED),
                    proofed("empty=q", "procedure emptied", Finding.NOTICED, "contain y"),
                    proofed("no-recovery", "not recovered", Finding.NOT_APPLICABLE),
                    proofed("deaf", "audit cut", Finding.INCONCLUSIVE)),
            Duration.ofSeconds(100)));

    private static Proofed proofed(String mutant, String kind, Finding finding, String... missed) {
        return new Proofed(
                "token-replay",
                mutant,
                kind,
                "It is <broken>.",
                "missed",
                finding,
                finding == Finding.SURVIVED ? "contain y is held all the same" : "seen",
                List.of(missed),
                Duration.ofSeconds(20));
    }

    @Test
    void theTableCountsAndNamesWhatIsWrong() {
        assertThat(ProofingTable.of(DRILLS).lines())
                .contains(
                        "              RULE  PROCEDURE  NOT        AUDIT",
                        "DRILL         OFF   EMPTIED    RECOVERED  CUT    TOOK",
                        "token-replay  1/1   1/2        n/a        0/1    1 min 40.0 s",
                        "SURVIVED token-replay empty=p: contain y is held all the same",
                        "INCONCLUSIVE token-replay deaf: seen",
                        "5 mutants: 2 noticed, 1 not applicable, 1 inconclusive, 1 survived");
    }

    @Test
    void whatNoMutantMadeMissIsSaid() {
        assertThat(DRILLS.get(0).unchallenged()).containsExactly("recover z");
    }

    @Test
    void thePageShowsWhatDoesNotApplyAndEscapesTexts() {
        assertThat(ProofingHtml.of(DRILLS))
                .contains("1/2 SURVIVED", ">n/a<", "0/1 inconclusive", "It is &lt;broken&gt;.")
                .contains("No mutant made these miss: recover z.")
                .doesNotContain("<broken>", "http");
    }

    @Test
    void aRunKeepsPageDataAndTests(@TempDir Path folder) throws IOException {
        Reports reports = new Reports(folder);
        Files.createDirectories(reports.folder().resolve("allure-results"));
        reports.add(DRILLS.get(0).mutants().get(3));
        reports.add(DRILLS.get(0));
        reports.proofing(new PrintStream(new ByteArrayOutputStream()));
        JsonNode json = new ObjectMapper()
                .readTree(reports.folder().resolve("proofing.json").toFile());
        assertThat(json.at("/drills/0/mutants/1/finding").asText()).isEqualTo("survived");
        assertThat(json.at("/drills/0/unchallenged/0").asText()).isEqualTo("recover z");
        assertThat(reports.folder().resolve("proofing.html")).isNotEmptyFile();
        try (var files = Files.list(reports.folder().resolve("allure-results"))) {
            assertThat(files.filter(file -> file.toString().endsWith("-result.json"))
                            .map(ProofingReportTest::read))
                    .anyMatch(text -> text.contains("\"skipped\"") && text.contains("mutant:no-recovery"))
                    .anyMatch(text -> text.contains("Drills by mutants") && text.contains("\"failed\""));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
