package dev.tocsin.engine;

import dev.tocsin.gameday.Conclusion;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** The end of a game day, as a test: nothing was left out, and nothing got slower. Each drill's verdict is its own test's. */
final class EndDescriptor extends AbstractTestDescriptor implements Node<DrillContext> {
    EndDescriptor(UniqueId id, String name, TestSource source) {
        super(id, name, source);
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public ExecutionMode getExecutionMode() {
        return ExecutionMode.SAME_THREAD;
    }

    @Override
    public SkipResult shouldBeSkipped(DrillContext context) {
        return context.isDryRun() ? SkipResult.skip("a dry run: nothing was touched") : SkipResult.doNotSkip();
    }

    @Override
    public DrillContext execute(DrillContext context, DynamicTestExecutor dynamicTestExecutor) {
        Conclusion conclusion = context.conclude();
        if (!conclusion.endedEarly().isEmpty()) {
            throw new GameDayError(GameDayError.Why.ENDED_EARLY, conclusion.digest());
        }
        if (conclusion.slower()) {
            throw new GameDayError(GameDayError.Why.SLOWER, conclusion.digest());
        }
        return context;
    }
}
