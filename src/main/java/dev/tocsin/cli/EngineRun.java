package dev.tocsin.cli;

import dev.tocsin.engine.Drills;
import dev.tocsin.engine.InconclusiveDrillException;
import dev.tocsin.engine.TocsinTestEngine;
import java.util.Map;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the engine in this process, as a build tool would. */
final class EngineRun {
    private static final int INCONCLUSIVE = 3;

    private EngineRun() {}

    /** What the engine is sent to; the library comes by parameter. */
    @Drills
    static final class Chosen {}

    /**
     * @param parameters the engine's
     * @return the exit code
     */
    static int of(Map<String, String> parameters, CommandSpec spec) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(Chosen.class))
                                    .filters(EngineFilter.includeEngines(TocsinTestEngine.ID))
                                    .configurationParameters(parameters)
                                    .build(),
                            listener);
        } catch (JUnitException e) {
            throw new Tocsin.UsageException(String.valueOf(e.getMessage()));
        }
        TestExecutionSummary summary = listener.getSummary();
        if (summary.getTestsFoundCount() == 0) {
            summary.getFailures().forEach(failure -> spec.commandLine()
                    .getErr()
                    .println(failure.getException().getMessage()));
            return 2;
        }
        boolean inconclusive = summary.getFailures().stream()
                .anyMatch(failure -> failure.getException() instanceof InconclusiveDrillException);
        return summary.getFailures().isEmpty() ? 0 : inconclusive ? INCONCLUSIVE : 1;
    }
}
