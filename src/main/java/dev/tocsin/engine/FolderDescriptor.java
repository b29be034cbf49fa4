package dev.tocsin.engine;

import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** The marker class; its children are the drills. */
final class FolderDescriptor extends AbstractTestDescriptor implements Node<DrillContext> {
    FolderDescriptor(UniqueId id, String name, TestSource source) {
        super(id, name, source);
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }
}
