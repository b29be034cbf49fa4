package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.timeline.DrillInfo;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

class JudgementTest {
    private static Outcome outcome(Verdict verdict) {
        DrillInfo info = new DrillInfo("d", "", "", "", "", List.of(), List.of(), null, null);
        return new Outcome(
                info,
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                verdict,
                "the cause");
    }

    @Test
    void onlyHeldPasses() {
        assertThatCode(() -> Judgement.of(outcome(Verdict.HELD))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(names = {"LATE", "MISSED", "FALSE_ALARM"})
    void whatWasNotHeldIsAFailedAssertion(Verdict verdict) {
        assertThatThrownBy(() -> Judgement.of(outcome(verdict)))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("the cause");
    }

    @ParameterizedTest
    @EnumSource(names = {"SURVIVED", "NOT_RUN"})
    void aMutantThatWasNotNoticedIsAFailedAssertion(Finding finding) {
        assertThatThrownBy(() -> Judgement.of(proofed(finding)))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(finding.label() + ": the proof is held all the same");
    }

    @Test
    void onlyAMutantThatWasNoticedPasses() {
        assertThatCode(() -> Judgement.of(proofed(Finding.NOTICED))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Judgement.of(proofed(Finding.INCONCLUSIVE)))
                .isInstanceOf(InconclusiveDrillException.class);
    }

    private static Proofed proofed(Finding finding) {
        return new Proofed(
                "d",
                "m",
                "k",
                "It is broken.",
                "missed",
                finding,
                "the proof is held all the same",
                List.of(),
                Duration.ZERO);
    }

    @Test
    void inconclusiveIsAnError() {
        assertThatThrownBy(() -> Judgement.of(outcome(Verdict.INCONCLUSIVE)))
                .isInstanceOf(InconclusiveDrillException.class)
                .hasMessage("Drill 'd' is inconclusive: the cause");
    }
}
