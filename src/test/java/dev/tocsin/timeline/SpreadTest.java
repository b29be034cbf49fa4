package dev.tocsin.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final Objective OBJECTIVE =
            new Objective(Phase.DETECT, "alert", Duration.ofSeconds(5), StartPoint.T0, null, "x:1");

    private static List<Result> trial(int millis) {
        Instant t0 = Instant.EPOCH;
        return List.of(Result.of(OBJECTIVE, t0, millis < 0 ? null : t0.plusMillis(millis), null, Duration.ZERO, ""));
    }

    @Test
    void percentilesAreOfNearestRankAndAMissIsCounted() {
        List<List<Result>> trials = new java.util.ArrayList<>(
                IntStream.rangeClosed(1, 19).mapToObj(i -> trial(i * 100)).toList());
        trials.add(trial(-1));
        assertThat(Spread.of(trials)).singleElement().satisfies(spread -> {
            assertThat(spread.trials()).isEqualTo(20);
            assertThat(spread.held()).isEqualTo(19);
            assertThat(spread.p50()).hasMillis(1000);
            assertThat(spread.p95()).hasMillis(1900);
            assertThat(spread.worst()).hasMillis(1900);
        });
    }

    @Test
    void withoutMeasurementsThereAreNoPercentiles() {
        assertThat(Spread.of(List.of(trial(-1)))).singleElement().satisfies(spread -> {
            assertThat(spread.p50()).isNull();
            assertThat(spread.worst()).isNull();
            assertThat(spread.held()).isZero();
        });
    }
}
