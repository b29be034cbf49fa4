package dev.tocsin.engine;

import java.nio.file.Path;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestEngine;

/**
 * Runs scenarios as JUnit tests. Understands class selectors of classes marked {@link Drills} and the unique ids that it
 * gave; {@code -Dscenario} takes a name, several with commas, a glob, or {@code all}.
 */
public final class TocsinTestEngine extends HierarchicalTestEngine<DrillContext> {
    /** The configuration parameter that selects scenarios. */
    public static final String SCENARIO = "scenario";

    /** The configuration parameter that names another library than the marked class does. */
    public static final String LIBRARY = "tocsin.library";

    public static final String ID = "tocsin";

    private static final EngineDiscoveryRequestResolver<EngineDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
                    .addSelectorResolver(context -> new ScenarioResolver(
                            context.getDiscoveryRequest().getConfigurationParameters(), context.getIssueReporter()))
                    .build();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        EngineDescriptor root = new EngineDescriptor(uniqueId, "Tocsin");
        RESOLVER.resolve(request, root);
        return root;
    }

    @Override
    protected DrillContext createExecutionContext(ExecutionRequest request) {
        return new DrillContext(Path.of("reports"));
    }
}
