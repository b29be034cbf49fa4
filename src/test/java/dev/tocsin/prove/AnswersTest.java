package dev.tocsin.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Instant START = Instant.EPOCH;
    private static final Duration EVERY = Duration.ofMillis(200);

    @Test
    void theLongestGapIsBetweenGoodAnswersWhateverFailedInBetween() {
        Answers answers = new Answers(START, EVERY);
        answers.answered(START.plusMillis(200), true);
        answers.answered(START.plusMillis(900), false);
        answers.answered(START.plusMillis(1500), true);
        answers.answered(START.plusMillis(1700), true);
        Answers.Gap gap = new Answers.Gap(START.plusMillis(200), Duration.ofMillis(1300), Duration.ZERO);
        assertThat(answers.summary(START.plusMillis(1800)))
                .isEqualTo(new Answers.Summary(3, 1, List.of(START.plusMillis(900)), gap, gap));
    }

    @Test
    void silenceAtTheEndCounts() {
        Answers answers = new Answers(START, EVERY);
        answers.answered(START.plusMillis(200), true);
        assertThat(answers.summary(START.plusSeconds(9)).longest().length()).isEqualTo(Duration.ofMillis(8800));
    }

    @Test
    void theServiceIsHealthySinceTheFirstGoodAnswerAfterTheLastBadOne() {
        Answers answers = new Answers(START, EVERY);
        answers.answered(START.plusMillis(200), true);
        answers.answered(START.plusMillis(400), false);
        assertThat(answers.healthySince(START.plusMillis(500))).isNull();
        answers.answered(START.plusMillis(600), true);
        answers.answered(START.plusMillis(800), true);
        assertThat(answers.healthySince(START.plusMillis(900))).isEqualTo(START.plusMillis(600));
    }

    @Test
    void longSilenceIsAFailureToo() {
        Answers answers = new Answers(START, EVERY, Duration.ofSeconds(2));
        answers.answered(START.plusSeconds(1), true);
        answers.answered(START.plusSeconds(5), true);
        assertThat(answers.healthySince(START.plusSeconds(6))).isEqualTo(START.plusSeconds(5));
        assertThat(answers.healthySince(START.plusSeconds(8))).isNull();
    }

    @Test
    void whatNobodyAskedForIsNotTheServicesDoing() {
        Answers answers = new Answers(START, EVERY);
        answers.asked(START.plusMillis(100));
        answers.answered(START.plusMillis(200), true);
        answers.asked(START.plusMillis(1700));
        answers.answered(START.plusMillis(1800), true);
        answers.asked(START.plusMillis(2000));
        answers.answered(START.plusMillis(3000), true);
        Answers.Summary summary = answers.summary(START.plusMillis(3100));
        assertThat(summary.longest())
                .isEqualTo(new Answers.Gap(START.plusMillis(200), Duration.ofMillis(1600), Duration.ofMillis(1300)));
        assertThat(summary.worst())
                .as("it was asked, and took a second to answer")
                .isEqualTo(new Answers.Gap(START.plusMillis(1800), Duration.ofMillis(1200), Duration.ZERO));
    }

    @Test
    void aQuestionThatIsNeverAnsweredIsTheServicesDoing() {
        Answers answers = new Answers(START, EVERY);
        answers.answered(START.plusMillis(200), true);
        answers.asked(START.plusMillis(400));
        assertThat(answers.summary(START.plusSeconds(3)).worst().atLeast()).isEqualTo(Duration.ofMillis(2800));
    }

    @Test
    void aClientThatAsksNoMoreKnowsNothing() {
        Answers answers = new Answers(START, EVERY);
        answers.asked(START.plusMillis(100));
        answers.answered(START.plusMillis(200), true);
        assertThat(answers.summary(START.plusSeconds(3)).worst().atLeast()).isEqualTo(EVERY);
    }
}
