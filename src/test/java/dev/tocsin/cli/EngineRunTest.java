package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.GameDayError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class EngineRunTest {
    private static final Throwable SLOWER = new GameDayError(GameDayError.Why.SLOWER, "slower");
    private static final Throwable ENDED_EARLY = new GameDayError(GameDayError.Why.ENDED_EARLY, "ended early");
    private static final Throwable LATE = new AssertionFailedError("late");

    @Test
    void theWorstFailureIsTheExitCode() {
        assertThat(EngineRun.code(List.of())).isZero();
        assertThat(EngineRun.code(List.of(SLOWER))).isEqualTo(4);
        assertThat(EngineRun.code(List.of(ENDED_EARLY))).isEqualTo(5);
        assertThat(EngineRun.code(List.of(SLOWER, LATE))).isEqualTo(1);
        assertThat(EngineRun.code(List.of(LATE, ENDED_EARLY))).isEqualTo(1);
    }
}
