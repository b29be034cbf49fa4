package dev.tocsin.cli;

import dev.tocsin.engine.Drills;
import dev.tocsin.engine.InconclusiveDrillException;
import dev.tocsin.engine.TocsinTestEngine;
import java.util.concurrent.Callable;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs drills, as {@code mvn test -Dscenario=} does. */
@Command(
        name = "run",
        description = "Run drills, each on a cluster of its own.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all held",
            "1:an objective was late, missed or a false alarm",
            "2:wrong usage",
            "3:inconclusive"
        })
final class RunCommand implements Callable<Integer> {
    private static final int INCONCLUSIVE = 3;

    /** What the engine is sent to; the library comes by parameter. */
    @Drills
    static final class Chosen {}

    @Mixin
    private LibraryOption library;

    @Parameters(paramLabel = "<selection>", description = "A name, several with commas, a glob, or all.")
    private String selection = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(Chosen.class))
                                    .filters(EngineFilter.includeEngines(TocsinTestEngine.ID))
                                    .configurationParameter(TocsinTestEngine.SCENARIO, selection)
                                    .configurationParameter(
                                            TocsinTestEngine.LIBRARY,
                                            library.folder().toString())
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
