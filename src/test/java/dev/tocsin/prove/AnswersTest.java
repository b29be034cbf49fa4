package dev.tocsin.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Instant START = Instant.EPOCH;

    @Test
    void theLongestGapIsBetweenGoodAnswersWhateverFailedInBetween() {
        Answers answers = new Answers(START);
        answers.add(START.plusMillis(200), true);
        answers.add(START.plusMillis(900), false);
        answers.add(START.plusMillis(1500), true);
        answers.add(START.plusMillis(1700), true);
        assertThat(answers.summary(START.plusMillis(1800)))
                .isEqualTo(new Answers.Summary(
                        3, 1, List.of(START.plusMillis(900)), Duration.ofMillis(1300), START.plusMillis(200)));
    }

    @Test
    void silenceAtTheEndCounts() {
        Answers answers = new Answers(START);
        answers.add(START.plusMillis(200), true);
        assertThat(answers.summary(START.plusSeconds(9)).longestGap()).isEqualTo(Duration.ofMillis(8800));
    }

    @Test
    void theServiceIsHealthySinceTheFirstGoodAnswerAfterTheLastBadOne() {
        Answers answers = new Answers(START);
        answers.add(START.plusMillis(200), true);
        answers.add(START.plusMillis(400), false);
        assertThat(answers.healthySince(START.plusMillis(500))).isNull();
        answers.add(START.plusMillis(600), true);
        answers.add(START.plusMillis(800), true);
        assertThat(answers.healthySince(START.plusMillis(900))).isEqualTo(START.plusMillis(600));
    }

    @Test
    void longSilenceIsAFailureToo() {
        Answers answers = new Answers(START, Duration.ofSeconds(2));
        answers.add(START.plusSeconds(1), true);
        answers.add(START.plusSeconds(5), true);
        assertThat(answers.healthySince(START.plusSeconds(6))).isEqualTo(START.plusSeconds(5));
        assertThat(answers.healthySince(START.plusSeconds(8))).isNull();
    }
}
