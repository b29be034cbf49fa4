package dev.tocsin.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {
    private static final Objective WITHIN_5_S =
            new Objective(Phase.DETECT, "alert x", Duration.ofSeconds(5), StartPoint.T0, null, "f.yaml:3");

    @ParameterizedTest(name = "met after {0} ms: {1}")
    @CsvSource({"0, HELD", "5000, HELD", "5001, LATE", "41200, LATE"})
    void anObjectiveIsJudgedByItsTime(long millis, Verdict verdict) {
        Result result =
                Result.of(WITHIN_5_S, Instant.EPOCH, Instant.EPOCH.plusMillis(millis), null, Duration.ZERO, "seen");
        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.measured()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void whatNeverHappenedIsMissed() {
        Result result = Result.of(WITHIN_5_S, Instant.EPOCH, null, null, Duration.ZERO, "nothing");
        assertThat(result.verdict()).isEqualTo(Verdict.MISSED);
        assertThat(result.measured()).isNull();
    }

    @Test
    void whatHeldBeforeItsClockStartedTookNoTime() {
        Result result =
                Result.of(WITHIN_5_S, Instant.EPOCH, Instant.EPOCH.minusMillis(7), null, Duration.ZERO, "already");
        assertThat(result.measured()).isEqualTo(Duration.ZERO);
    }

    @Test
    void theWorstVerdictCounts() {
        assertThat(Verdict.worst(List.of(Verdict.HELD, Verdict.MISSED, Verdict.LATE)))
                .isEqualTo(Verdict.MISSED);
        assertThat(Verdict.worst(List.of())).isEqualTo(Verdict.HELD);
    }

    @Test
    void theDrillsClockFollowsTheTickerAndNotTheWall() {
        long[] nanos = {0};
        Instant[] wall = {Instant.EPOCH};
        InstantSource source = () -> wall[0];
        DrillClock clock = new DrillClock(source, () -> nanos[0]);
        nanos[0] = 1_500_000_000L;
        wall[0] = Instant.EPOCH.minusSeconds(3600); // somebody set the clock back
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusMillis(1500));
    }

    @Test
    void durationsAreWrittenForPeople() {
        assertThat(Times.text(Duration.ofMillis(87))).isEqualTo("87 ms");
        assertThat(Times.text(Duration.ofMillis(4120))).isEqualTo("4.12 s");
        assertThat(Times.text(Duration.ofMillis(125_300))).isEqualTo("2 min 05.3 s");
        assertThat(Times.text(null)).isEqualTo("-");
        assertThat(Times.target(Duration.ofSeconds(120))).isEqualTo("2m");
    }
}
