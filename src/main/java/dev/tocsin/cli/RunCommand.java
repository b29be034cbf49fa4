package dev.tocsin.cli;

import static java.util.Map.entry;

import dev.tocsin.engine.TocsinTestEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs drills, as {@code mvn test -Dscenario=} does. */
@Command(
        name = "run",
        description = "Run drills, each on a cluster of its own, or one after the other in an existing one.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all held",
            "1:an objective was late, missed or a false alarm",
            "2:wrong usage",
            "3:inconclusive"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private LibraryOption library;

    @Mixin
    private ExistingOption existing;

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

    @Option(
            names = "--pool",
            paramLabel = "<on|off>",
            description = "Boot the next drill's cluster while one runs (default: off).")
    private String pool = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = new HashMap<>(existing.parameters());
        parameters.putAll(Map.ofEntries(
                entry(TocsinTestEngine.SCENARIO, selection),
                entry(TocsinTestEngine.TAGS, tags),
                entry(TocsinTestEngine.REPEAT, repeat),
                entry(TocsinTestEngine.SHARD, shard),
                entry(TocsinTestEngine.SEED, seed),
                entry(TocsinTestEngine.DRY_RUN, String.valueOf(dryRun)),
                entry(TocsinTestEngine.KEEP, keep),
                entry(TocsinTestEngine.PARALLEL, parallel),
                entry(TocsinTestEngine.RESPONDER, responder),
                entry(TocsinTestEngine.RECEIVE, receive),
                entry(TocsinTestEngine.RECEIVE_TLS, receiveTls),
                entry(TocsinTestEngine.AUDIT, audit),
                entry(TocsinTestEngine.POOL, pool),
                entry(TocsinTestEngine.LIBRARY, library.folder().toString())));
        return EngineRun.of(parameters, spec);
    }
}
