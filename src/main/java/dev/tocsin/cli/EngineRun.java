package dev.tocsin.cli;

import dev.tocsin.engine.Drills;
import dev.tocsin.engine.GameDayError;
import dev.tocsin.engine.InconclusiveDrillException;
import dev.tocsin.engine.TocsinTestEngine;
import java.util.Comparator;
import java.util.List;
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
    static final int INCONCLUSIVE = 3;
    static final int SLOWER = 4;
    static final int ENDED_EARLY = 5;

    /** Who could not tell must look into that first. */
    private static final List<Integer> WORST_FIRST = List.of(INCONCLUSIVE, 1, ENDED_EARLY, SLOWER);

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
        return code(summary.getFailures().stream()
                .map(TestExecutionSummary.Failure::getException)
                .toList());
    }

    /** The exit code that stands for the worst of some failures; zero for none. */
    static int code(List<Throwable> failures) {
        return worst(failures.stream().map(EngineRun::code).toList());
    }

    /** The one that tells most of some exit codes; zero for none. */
    static int worst(List<Integer> codes) {
        return codes.stream().min(Comparator.comparingInt(WORST_FIRST::indexOf)).orElse(0);
    }

    private static int code(Throwable failure) {
        if (failure instanceof GameDayError error) {
            return error.why() == GameDayError.Why.SLOWER ? SLOWER : ENDED_EARLY;
        }
        return failure instanceof InconclusiveDrillException ? INCONCLUSIVE : 1;
    }
}
