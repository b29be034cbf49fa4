package dev.tocsin.engine;

import dev.tocsin.gameday.Conclusion;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;

/** The end of a game day, as a test: nothing was left out, and nothing got slower. Each drill's verdict is its own test's. */
final class EndDescriptor extends TestInTurn {
    EndDescriptor(UniqueId id, String name, TestSource source) {
        super(id, name, source);
    }

    @Override
    public SkipResult shouldBeSkipped(DrillContext context) {
        return context.isDryRun() ? SkipResult.skip("a dry run: nothing was touched") : SkipResult.doNotSkip();
    }

    @Override
    public DrillContext execute(DrillContext context, DynamicTestExecutor dynamicTestExecutor) {
        Conclusion conclusion = context.day().conclude();
        if (!conclusion.endedEarly().isEmpty()) {
            throw new GameDayError(GameDayError.Why.ENDED_EARLY, conclusion.digest());
        }
        if (conclusion.slower()) {
            throw new GameDayError(GameDayError.Why.SLOWER, conclusion.digest());
        }
        return context;
    }
}
