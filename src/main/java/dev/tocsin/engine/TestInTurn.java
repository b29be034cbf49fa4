package dev.tocsin.engine;

import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** A test that begins when the one before it among its siblings has ended. */
abstract class TestInTurn extends AbstractTestDescriptor implements Node<DrillContext> {
    TestInTurn(UniqueId id, String name, TestSource source) {
        super(id, name, source);
    }

    @Override
    public final Type getType() {
        return Type.TEST;
    }

    @Override
    public final ExecutionMode getExecutionMode() {
        return ExecutionMode.SAME_THREAD;
    }
}
