package dev.tocsin.engine;

import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** One trial of a drill that is repeated. */
final class TrialDescriptor extends AbstractTestDescriptor implements Node<DrillContext> {
    TrialDescriptor(UniqueId id, String name, TestSource source) {
        super(id, name, source);
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    /** Trials of one drill follow each other: side by side they would slow each other and spoil the spread. */
    @Override
    public ExecutionMode getExecutionMode() {
        return ExecutionMode.SAME_THREAD;
    }

    @Override
    public DrillContext execute(DrillContext context, DynamicTestExecutor dynamicTestExecutor)
            throws InterruptedException {
        DrillDescriptor drill = (DrillDescriptor) getParent().orElseThrow();
        Judgement.of(context.run(drill.drill(), drill.rules(), getDisplayName(), this));
        return context;
    }
}
