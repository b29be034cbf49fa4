package dev.tocsin.cli;

import dev.tocsin.engine.Drills;
import dev.tocsin.engine.InconclusiveDrillException;
import dev.tocsin.engine.TocsinTestEngine;
import java.util.Map;
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
import picocli.CommandLine.Option;
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

    @Parameters(
            paramLabel = "<selection>",
            description = "A name, a glob, a file or folder, several with commas, or all (default: ${DEFAULT-VALUE}).",
            defaultValue = "all")
    private String selection = "";

    @Option(names = "--tags", paramLabel = "<expression>", description = "Only drills that meet a tag expression.")
    private String tags = "";

    @Option(names = "--repeat", paramLabel = "<n>", description = "So many trials of each; one miss fails.")
    private String repeat = "";

    @Option(names = "--shard", paramLabel = "<i/n>", description = "The i-th of n parts.")
    private String shard = "";

    @Option(names = "--seed", paramLabel = "<number>", description = "Shuffle the order: a number, or random.")
    private String seed = "";

    @Option(names = "--dry-run", description = "Say what would be done, and touch nothing.")
    private boolean dryRun;

    @Option(names = "--keep", paramLabel = "<when>", description = "Leave clusters up: never, on-failure, always.")
    private String keep = "";

    @Option(names = "--parallel", paramLabel = "<n>", description = "So many drills side by side.")
    private String parallel = "";

    @Option(
            names = "--responder",
            paramLabel = "<who>",
            description = "Who acts on alerts: procedures (default), hands-off, command:<path>, webhook:<url>.")
    private String responder = "";

    @Option(
            names = "--receive",
            paramLabel = "<format:port,...>",
            description =
                    "Listen to detectors of your own: falco:8765, tetragon, alertmanager, webhook:8080=<mapping>.")
    private String receive = "";

    @Option(
            names = "--receive-tls",
            paramLabel = "<files>",
            description = "Their certificate and key: cert.pem,key.pem or a PKCS 12 file.")
    private String receiveTls = "";

    @Option(names = "--audit", paramLabel = "<how>", description = "How audit records come: log (default), webhook.")
    private String audit = "";

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
                                    .configurationParameters(Map.of(
                                            TocsinTestEngine.SCENARIO, selection,
                                            TocsinTestEngine.TAGS, tags,
                                            TocsinTestEngine.REPEAT, repeat,
                                            TocsinTestEngine.SHARD, shard,
                                            TocsinTestEngine.SEED, seed,
                                            TocsinTestEngine.DRY_RUN, String.valueOf(dryRun),
                                            TocsinTestEngine.KEEP, keep,
                                            TocsinTestEngine.PARALLEL, parallel,
                                            TocsinTestEngine.RESPONDER, responder))
                                    .configurationParameter(TocsinTestEngine.RECEIVE, receive)
                                    .configurationParameter(TocsinTestEngine.RECEIVE_TLS, receiveTls)
                                    .configurationParameter(TocsinTestEngine.AUDIT, audit)
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
