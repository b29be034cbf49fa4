package dev.tocsin.engine;

import java.util.List;
import org.junit.platform.engine.TestDescriptor;

/** A test or a container whose parts can be selected. */
interface Whole extends TestDescriptor {
    /** What it may contain; what was selected of them becomes its children. */
    List<TestDescriptor> parts();
}
