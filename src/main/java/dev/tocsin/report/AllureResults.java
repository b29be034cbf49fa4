package dev.tocsin.report;

import dev.tocsin.timeline.Evidence;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.ProofedDrill;
import dev.tocsin.timeline.Verdict;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes outcomes as Allure's result files, straight from its model: the steps then carry the drill's own times, not
 * those at which they were reported.
 */
final class AllureResults {
    private final Path folder;
    private final FileSystemResultsWriter writer;

    AllureResults(Path folder) {
        this.folder = folder;
        this.writer = new FileSystemResultsWriter(folder);
    }

    void write(Outcome outcome) throws IOException {
        write(result(outcome), outcome);
    }

    /** A mutant's: it passes if the drill noticed, whatever the drill's own verdict. */
    void write(Outcome outcome, Proofed proofed) throws IOException {
        write(AllureProofing.mutant(result(outcome), proofed), outcome);
    }

    /** A mutant that was not run. */
    void write(Proofed proofed) {
        writer.write(
                AllureProofing.mutant(new TestResult().setUuid(UUID.randomUUID().toString()), proofed));
    }

    /** The page with all mutants of a run. */
    void write(List<ProofedDrill> drills) {
        TestResult result = AllureProofing.matrix(drills);
        result.getAttachments().add(attach("Proofing", "text/html", "html", ProofingHtml.of(drills)));
        result.getAttachments().add(attach("Proofing", "application/json", "json", ProofingJson.of(drills)));
        writer.write(result);
    }

    private TestResult result(Outcome outcome) {
        String name = outcome.drill().name();
        TestResult result = new TestResult()
                .setUuid(UUID.randomUUID().toString())
                .setName(outcome.drill().title())
                .setFullName("drill:" + name)
                .setTestCaseId("drill:" + name)
                .setHistoryId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .setDescriptionHtml(Summary.html(outcome))
                .setStage(Stage.FINISHED)
                .setStatus(status(outcome.verdict()))
                .setStart(outcome.from().toEpochMilli())
                .setStop(outcome.to().toEpochMilli())
                .setLabels(AllureLabels.of(outcome));
        if (outcome.verdict() != Verdict.HELD) {
            result.setStatusDetails(new StatusDetails().setMessage(outcome.explanation()));
        }
        result.setAttachments(new java.util.ArrayList<>());
        result.getAttachments().add(attach("Timeline", "image/svg+xml", "svg", TimelineSvg.of(outcome)));
        result.getAttachments().add(attach("Summary", "application/json", "json", SummaryJson.of(outcome)));
        result.setSteps(AllureSteps.of(outcome, this::attach));
        return result;
    }

    private void write(TestResult result, Outcome outcome) throws IOException {
        writer.write(result);
        environment(outcome);
        Files.writeString(folder.resolve("categories.json"), CATEGORIES);
    }

    static Status status(Verdict verdict) {
        return switch (verdict) {
            case HELD -> Status.PASSED;
            case LATE, MISSED, FALSE_ALARM -> Status.FAILED;
            case INCONCLUSIVE -> Status.BROKEN;
        };
    }

    private Attachment attach(Evidence evidence) {
        String ending = EvidenceFolder.ending(evidence).substring(1);
        // Allure shows YAML as text only under the text type.
        String type = ending.equals("yaml") ? "text/plain" : evidence.mediaType();
        return attach(evidence.name(), type, ending, evidence.content());
    }

    private Attachment attach(String name, String type, String ending, String content) {
        String source = UUID.randomUUID() + "-attachment." + ending;
        writer.write(source, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        return new Attachment().setName(name).setType(type).setSource(source);
    }

    private void environment(Outcome outcome) throws IOException {
        Files.writeString(
                folder.resolve("environment.properties"),
                outcome.environment().entrySet().stream()
                        .map(entry -> escape(entry.getKey()) + "=" + entry.getValue())
                        .collect(Collectors.joining("\n")));
    }

    private static String escape(String key) {
        return key.replace(" ", "\\ ").replace(":", "\\:").replace("=", "\\=");
    }

    private static final String CATEGORIES = """
            [
              {"name": "Late: it happened after its target", "matchedStatuses": ["failed"], "messageRegex": "(?s).*: late;.*"},
              {"name": "Missed: it did not happen", "matchedStatuses": ["failed"], "messageRegex": "(?s).*: missed;.*"},
              {"name": "False alarm", "matchedStatuses": ["failed"], "messageRegex": "(?s).*false alarm.*"},
              {"name": "Inconclusive: the drill could not tell", "matchedStatuses": ["broken"]}
            ]
            """;
}
