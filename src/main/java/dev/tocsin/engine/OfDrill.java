package dev.tocsin.engine;

import dev.tocsin.scenario.Drill;
import java.util.List;
import org.junit.platform.engine.TestDescriptor;

/** A test, or a container of tests, each of which runs a drill. */
interface OfDrill extends TestDescriptor {
    Drill drill();

    /** What it may contain; what was selected of them becomes its children. */
    List<TestDescriptor> parts();
}
