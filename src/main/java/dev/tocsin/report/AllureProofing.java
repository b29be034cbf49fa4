package dev.tocsin.report;

import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.ProofedDrill;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Mutants as Allure's tests: passed is one that was noticed. */
final class AllureProofing {
    private static final String SUITE = "Proofing";

    private AllureProofing() {}

    /** Makes a mutant's test of what its drill wrote. */
    static TestResult mutant(TestResult result, Proofed proofed) {
        named(result, "drill:" + proofed.drill() + "/mutant:" + proofed.mutant());
        String was = result.getDescriptionHtml() == null ? "" : result.getDescriptionHtml();
        return result.setName(proofed.drill() + ": " + proofed.mutant())
                .setDescriptionHtml(ProofingHtml.mutant(proofed) + was)
                .setStatus(status(proofed.finding()))
                .setStatusDetails(
                        new StatusDetails().setMessage(proofed.finding().label() + ": " + proofed.seen()))
                .setLabels(labels(proofed.drill(), proofed.kind()));
    }

    /** The test that stands for them all. */
    static TestResult matrix(List<ProofedDrill> drills) {
        List<Proofed> all =
                drills.stream().flatMap(drill -> drill.mutants().stream()).toList();
        Finding worst =
                all.stream().map(Proofed::finding).max(Finding::compareTo).orElse(Finding.NOTICED);
        long now = Instant.now().toEpochMilli();
        return named(new TestResult().setUuid(UUID.randomUUID().toString()), "proofing")
                .setName("Drills by mutants")
                .setDescriptionHtml(ProofingHtml.matrix(drills))
                .setStatus(worst == Finding.NOT_APPLICABLE ? Status.PASSED : status(worst))
                .setStart(now)
                .setStop(now)
                .setAttachments(new ArrayList<>())
                .setLabels(labels("All", "All"));
    }

    private static TestResult named(TestResult result, String name) {
        return result.setFullName(name)
                .setTestCaseId(name)
                .setHistoryId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .setStage(Stage.FINISHED);
    }

    private static Status status(Finding finding) {
        return switch (finding) {
            case NOTICED -> Status.PASSED;
            case NOT_APPLICABLE, NOT_RUN -> Status.SKIPPED;
            case INCONCLUSIVE -> Status.BROKEN;
            case SURVIVED -> Status.FAILED;
        };
    }

    private static List<Label> labels(String drill, String kind) {
        return List.of(
                label("parentSuite", SUITE),
                label("suite", drill),
                label("subSuite", kind),
                label("epic", SUITE),
                label("feature", drill),
                label("story", kind),
                label("framework", "tocsin"));
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }
}
