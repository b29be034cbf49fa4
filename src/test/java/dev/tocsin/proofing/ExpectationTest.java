package dev.tocsin.proofing;

import static dev.tocsin.proofing.Outcomes.met;
import static dev.tocsin.proofing.Outcomes.missed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static final Duration IN_TIME = Duration.ofMillis(500);
    private static final Duration LATE = Duration.ofMillis(1500);
    private final Missed contained = new Missed(Set.of("a:1", "a:2"), "not contained");

    @Test
    void everyObjectiveHasToBeMissed() {
        assertThat(contained.judge(
                        Outcomes.of(Verdict.MISSED, missed(Phase.CONTAIN, "a:1"), missed(Phase.CONTAIN, "a:2"))))
                .isEqualTo(new Expectation.Judged(
                        Finding.NOTICED, "contain objective of a:1; contain objective of a:2 missed"));
        Expectation.Judged one = contained.judge(
                Outcomes.of(Verdict.MISSED, missed(Phase.CONTAIN, "a:1"), met(Phase.CONTAIN, "a:2", IN_TIME)));
        assertThat(one.finding()).isEqualTo(Finding.SURVIVED);
        assertThat(one.seen()).isEqualTo("contain objective of a:2 is held all the same: seen (a:2)");
    }

    @Test
    void lateIsNotMissed() {
        assertThat(contained
                        .judge(Outcomes.of(
                                Verdict.MISSED, missed(Phase.CONTAIN, "a:1"), met(Phase.CONTAIN, "a:2", LATE)))
                        .finding())
                .isEqualTo(Finding.SURVIVED);
    }

    @Test
    void aRunThatCouldNotTellProvesNothing() {
        for (Outcome outcome : List.of(
                Outcomes.of(Verdict.INCONCLUSIVE, missed(Phase.CONTAIN, "a:1"), missed(Phase.CONTAIN, "a:2")),
                Outcomes.of(Verdict.FALSE_ALARM))) {
            assertThat(contained.judge(outcome)).isEqualTo(new Expectation.Judged(Finding.INCONCLUSIVE, "the cause"));
        }
    }

    @Test
    void enoughIsKnownWhenEachIs() {
        Result first = missed(Phase.CONTAIN, "a:1");
        assertThat(contained.enough(List.of(first, missed(Phase.DETECT, "a:9"))))
                .isFalse();
        assertThat(contained.enough(List.of(first, met(Phase.CONTAIN, "a:2", IN_TIME))))
                .isTrue();
    }

    @Test
    void whatWasRefusedHasToBeSaid() {
        Missed refused = new Missed(Set.of("a:1"), "not contained", Set.of("terminate-pod"));
        Result result = missed(Phase.CONTAIN, "a:1");
        assertThat(refused.judge(Outcomes.of(Verdict.MISSED, result)).seen())
                .isEqualTo("the report does not say what was not done of terminate-pod");
        Expectation.Judged judged = refused.judge(
                Outcomes.of(Verdict.MISSED, Phase.AFTER, "", List.of(Outcomes.undone("terminate-pod")), result));
        assertThat(judged.finding()).isEqualTo(Finding.NOTICED);
        assertThat(judged.seen()).contains("procedure terminate-pod was not done in full: not done terminate");
    }

    @Test
    void anActionMayBeMissedByAnyObjectiveOfTheResponse() {
        SomethingMissed some = new SomethingMissed("an objective missed");
        assertThat(some.judge(Outcomes.of(Verdict.MISSED, missed(Phase.RECOVER, "a:5")))
                        .finding())
                .isEqualTo(Finding.NOTICED);
        assertThat(some.judge(Outcomes.of(Verdict.MISSED, missed(Phase.DETECT, "a:1")))
                        .finding())
                .isEqualTo(Finding.SURVIVED);
        assertThat(some.judge(Outcomes.of(Verdict.MISSED, missed(Phase.AFTER, "a:7")))
                        .finding())
                .as("what users meet with throughout")
                .isEqualTo(Finding.NOTICED);
        assertThat(some.judge(Outcomes.of(Verdict.HELD, met(Phase.CONTAIN, "a:1", IN_TIME)))
                        .seen())
                .isEqualTo("no objective is missed without it; the drill is held");
    }

    @Test
    void inconclusiveHasToBeSoForTheRightReason() {
        Inconclusive harmless = new Inconclusive(Phase.INJECT, Pattern.compile("did not work"));
        assertThat(found(harmless, Verdict.INCONCLUSIVE, Phase.INJECT, "'steal' did not work"))
                .isEqualTo(Finding.NOTICED);
        assertThat(found(harmless, Verdict.INCONCLUSIVE, Phase.INJECT, "the node is gone"))
                .isEqualTo(Finding.INCONCLUSIVE);
        assertThat(found(harmless, Verdict.INCONCLUSIVE, Phase.PREPARE, "'x' did not work"))
                .isEqualTo(Finding.INCONCLUSIVE);
        assertThat(found(harmless, Verdict.MISSED, Phase.AFTER, "alert missed")).isEqualTo(Finding.SURVIVED);
        assertThat(found(harmless, Verdict.HELD, Phase.AFTER, "")).isEqualTo(Finding.SURVIVED);
    }

    private static Finding found(Inconclusive expected, Verdict verdict, Phase ended, String cause) {
        return expected.judge(Outcomes.of(verdict, ended, cause, List.of())).finding();
    }
}
