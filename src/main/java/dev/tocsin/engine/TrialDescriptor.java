package dev.tocsin.engine;

import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;

/** One trial of a drill that is repeated. Side by side they would slow each other and spoil the spread. */
final class TrialDescriptor extends TestInTurn {
    TrialDescriptor(UniqueId id, String name, TestSource source) {
        super(id, name, source);
    }

    @Override
    public DrillContext execute(DrillContext context, DynamicTestExecutor dynamicTestExecutor)
            throws InterruptedException {
        DrillDescriptor drill = (DrillDescriptor) getParent().orElseThrow();
        Judgement.of(context.run(drill.drill(), drill.rules(), getDisplayName(), this));
        return context;
    }
}
