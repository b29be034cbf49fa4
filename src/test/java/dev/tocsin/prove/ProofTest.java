package dev.tocsin.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.step.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The clock advances one second a look, so that times are exact. */
class ProofTest {
    private Instant now = Instant.EPOCH;

    @Test
    void itHoldsSinceTheFirstLookOfTheUnbrokenRun() {
        Proof proof = look(List.of("no", "yes", "no", "yes", "yes", "yes"), Duration.ofSeconds(2), 30);
        assertThat(proof.since()).isEqualTo(Instant.EPOCH.plusSeconds(4));
        assertThat(proof.looks()).isEqualTo(6);
    }

    @Test
    void withoutAHoldOneGoodLookIsEnough() {
        assertThat(look(List.of("yes"), Duration.ZERO, 30).since()).isEqualTo(Instant.EPOCH.plusSeconds(1));
    }

    @Test
    void whatNeverHoldsIsGivenUpAndSaysWhatWasSeen() {
        Proof proof = look(List.of("no"), Duration.ZERO, 3);
        assertThat(proof.since()).isNull();
        assertThat(proof.last()).isEqualTo("seen=no");
    }

    @Test
    void aLookThatFailsIsNotAGoodOne() {
        AtomicInteger looks = new AtomicInteger();
        Proof proof = Proof.wait(
                "it",
                this::tick,
                Duration.ofMillis(1),
                Duration.ZERO,
                Duration.ofSeconds(3),
                () -> {
                    if (looks.incrementAndGet() < 3) {
                        throw new IllegalStateException("connection reset");
                    }
                    return Observation.of("seen", "yes");
                },
                seen -> true,
                () -> {});
        assertThat(proof.since()).isNotNull();
        assertThat(proof.looks()).isEqualTo(3);
    }

    @Test
    void itMayHaveBeenSoSinceTheLastLookThatSawOtherwise() {
        assertThat(look(List.of("no", "no", "yes"), Duration.ZERO, 30).error()).isEqualTo(Duration.ofSeconds(2));
        assertThat(look(List.of("yes", "no", "yes", "yes"), Duration.ofSeconds(1), 30)
                        .error())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatTheFirstLookSawMayHaveBeenSoAsLongAsItTook() {
        assertThat(look(List.of("yes", "yes"), Duration.ofSeconds(1), 30).error())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void thePollIsAtMostFivePercentOfTheTargetAndAQuarterSecond() {
        assertThat(Proof.poll(Duration.ofSeconds(2))).isEqualTo(Duration.ofMillis(100));
        assertThat(Proof.poll(Duration.ofSeconds(60))).isEqualTo(Duration.ofMillis(250));
    }

    private Proof look(List<String> answers, Duration hold, int seconds) {
        Iterator<String> next = answers.iterator();
        String[] last = {""};
        return Proof.wait(
                "it",
                this::tick,
                Duration.ofMillis(1),
                hold,
                Duration.ofSeconds(seconds),
                () -> {
                    last[0] = next.hasNext() ? next.next() : last[0];
                    now = now.plusSeconds(1);
                    return Observation.of("seen", last[0]);
                },
                seen -> "yes".equals(seen.values().get("seen")),
                () -> {});
    }

    private Instant tick() {
        return now;
    }
}
