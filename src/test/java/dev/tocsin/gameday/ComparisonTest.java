package dev.tocsin.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tocsin.timeline.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Slower or not, from the recorded times of a drill that ran on a real cluster, stretched by some per cent. */
class ComparisonTest {
    private static final String DRILL = "secrets-dump-and-rotate";

    /** @param factors one for each trial */
    private static DayResult day(String cores, double... factors) {
        List<Trial> trials = new ArrayList<>();
        for (double factor : factors) {
            trials.add(Trial.of(Recorded.slowed(DRILL, factor)));
        }
        return new DayResult(
                "run",
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                cores,
                "",
                Map.of(DRILL, trials),
                List.of(),
                List.of(),
                new TreeSet<>());
    }

    /** Game days of three trials each, that spread by five per cent; no two times are equal, as in life. */
    private static List<DayResult> weeks(int weeks) {
        return IntStream.range(0, weeks)
                .mapToObj(week -> day("2", 1 + week / 181.0, 0.98 + week / 191.0, 1.013 + week / 1000.0))
                .toList();
    }

    @Test
    void theTimesOfATrialAreThoseToEachPhasesLastObjective() {
        Outcome outcome = Recorded.held(DRILL);
        assertThat(Trial.of(outcome).millis())
                .containsOnlyKeys("detect", "contain", "eradicate", "recover")
                .hasEntrySatisfying("contain", millis -> assertThat(millis).isBetween(1000.0, 20_000.0));
        assertThat(Trial.of(Recorded.missed()).millis())
                .as("what was not met has no time")
                .doesNotContainKey("eradicate");
    }

    @Test
    void aDrillThatGotSlowerIsFlagged() {
        Comparison found = Comparison.of(weeks(6), day("2", 1.5, 1.52, 1.48));
        assertThat(found.slowdowns()).extracting(Slowdown::what).contains("contain", "recover");
        assertThat(found.slowdowns()).allSatisfy(one -> {
            assertThat(one.p()).isLessThan(0.01);
            assertThat(one.now() / one.before()).isCloseTo(1.5, within(0.1));
            assertThat(one.trialsNow()).isEqualTo(3);
            assertThat(one.trialsBefore()).isEqualTo(18);
        });
        assertThat(found.undecided()).isEmpty();
    }

    @Test
    void whatSpreadsAsEverIsNot() {
        Comparison found = Comparison.of(weeks(6), day("2", 1.02, 1.0, 0.99));
        assertThat(found.slowdowns()).isEmpty();
        assertThat(found.undecided()).isEmpty();
    }

    @Test
    void aDifferenceThatNobodyMindsIsNone() {
        assertThat(Comparison.of(weeks(6), day("2", 1.1, 1.11, 1.12)).slowdowns())
                .as("certain, and a tenth")
                .isEmpty();
    }

    @Test
    void oneOutlierDoesNotDecide() {
        assertThat(Comparison.of(weeks(6), day("2", 1.0, 9.0, 1.01)).slowdowns())
                .isEmpty();
    }

    @Test
    void tooFewTrialsAreSaidToBe() {
        Comparison found = Comparison.of(weeks(2), day("2", 1.5, 1.52, 1.48));
        assertThat(found.slowdowns()).isEmpty();
        assertThat(found.undecided()).containsExactly(DRILL);
    }

    @Test
    void onceATimeIsEnoughWhenItStaysSlow() {
        List<DayResult> history = new ArrayList<>(weeks(6));
        history.add(day("2", 1.5));
        assertThat(Comparison.of(history, day("2", 1.52)).slowdowns()).isEmpty();
        history.add(day("2", 1.52));
        assertThat(Comparison.of(history, day("2", 1.51)).slowdowns())
                .extracting(Slowdown::what)
                .contains("contain");
    }

    @Test
    void anotherMachineIsNotComparedWith() {
        Comparison found = Comparison.of(weeks(6), day("1", 1.5, 1.52, 1.48));
        assertThat(found.slowdowns()).isEmpty();
        assertThat(found.undecided()).containsExactly(DRILL);
    }

    @Test
    void theLeastProbabilityIsThatOfTheOneOrderAmongAll() {
        assertThat(Comparison.leastP(3, 10)).isCloseTo(1 / 286.0, within(1e-12));
        assertThat(Comparison.leastP(1, 0)).isEqualTo(1);
    }
}
