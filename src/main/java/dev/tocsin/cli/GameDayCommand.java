package dev.tocsin.cli;

import dev.tocsin.engine.TocsinTestEngine;
import dev.tocsin.scenario.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a game day, as {@code mvn test -Dgameday=} does. */
@Command(
        name = "gameday",
        description = "Run a game day: drills together, with questions to people, limits, a summary.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all held",
            "1:an objective was late, missed or a false alarm, or nobody acknowledged in time",
            "2:wrong usage",
            "3:inconclusive",
            "4:all held, and a drill got slower",
            "5:it ended early: its time was over, or one of its stop conditions was met"
        })
final class GameDayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "<gameday>", description = "Its name, or its file in gamedays/ of a library.")
    private String gameDay = "";

    @Option(
            names = "--library",
            paramLabel = "<folder>",
            description = "The library that it is in (default: the file's, or scenarios).")
    private @Nullable Path library;

    @Option(names = "--seed", paramLabel = "<number>", description = "Draw as another game day of this seed did.")
    private String seed = "";

    @Option(
            names = "--shard",
            paramLabel = "<i/n>",
            description = "The i-th of n parts of its drills; give each the same --seed.")
    private String shard = "";

    @Option(names = "--dry-run", description = "Say what would be done, and touch nothing.")
    private boolean dryRun;

    @Option(
            names = "--responder",
            paramLabel = "<who>",
            description = "Who acts on alerts: procedures (default), hands-off, command:<path>, webhook:<url>.")
    private String responder = "";

    @Option(names = "--receive", paramLabel = "<format:port,...>", description = "Listen to detectors of your own.")
    private String receive = "";

    @Option(names = "--receive-tls", paramLabel = "<files>", description = "Their certificate and key.")
    private String receiveTls = "";

    @Option(names = "--audit", paramLabel = "<how>", description = "How audit records come: log (default), webhook.")
    private String audit = "";

    @Mixin
    private ExistingOption existing;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = new HashMap<>(existing.parameters());
        parameters.put(TocsinTestEngine.GAME_DAY, gameDay);
        parameters.put(TocsinTestEngine.SEED, seed);
        parameters.put(TocsinTestEngine.SHARD, shard);
        parameters.put(TocsinTestEngine.DRY_RUN, String.valueOf(dryRun));
        parameters.put(TocsinTestEngine.RESPONDER, responder);
        parameters.put(TocsinTestEngine.RECEIVE, receive);
        parameters.put(TocsinTestEngine.RECEIVE_TLS, receiveTls);
        parameters.put(TocsinTestEngine.AUDIT, audit);
        parameters.put(TocsinTestEngine.LIBRARY, folder().toString());
        return EngineRun.of(parameters, spec);
    }

    private Path folder() {
        Path file = Path.of(gameDay).toAbsolutePath().normalize();
        if (library == null && Files.isRegularFile(file)) {
            Path folder = file.getParent().getParent();
            if (folder == null || !new Library(folder).gameDays().containsValue(file)) {
                throw new Tocsin.UsageException(
                        "'" + gameDay + "' is in no library: put it into the folder gamedays/ beside drills/.");
            }
            return folder;
        }
        return library == null ? Path.of("scenarios") : library;
    }
}
