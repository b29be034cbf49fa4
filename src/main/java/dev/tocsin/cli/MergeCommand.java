package dev.tocsin.cli;

import dev.tocsin.gameday.Conclusion;
import dev.tocsin.report.Parts;
import dev.tocsin.report.Reports;
import dev.tocsin.scenario.Claims;
import dev.tocsin.signoff.SignOff;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts what the shards of a run left together: one report, one run to be signed off. */
@Command(
        name = "merge",
        description = "Put what the shards of a run left together: one report, and one run to be signed off.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all held, and every shard has left its part",
            "1:an objective was late, missed or a false alarm, a drill was not run, or a shard left nothing",
            "2:wrong usage, or parts that are not of one run",
            "3:inconclusive",
            "4:all held, and a drill got slower",
            "5:the game day ended early"
        })
final class MergeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "<folder>",
            arity = "1..*",
            description = "Where the shards' folders are, however deep; each has a shard.json.")
    private List<Path> folders = List.of();

    @Option(
            names = "--reports",
            paramLabel = "<folder>",
            description = "The folder of the runs' reports, for one more (default: ${DEFAULT-VALUE}).",
            defaultValue = "reports")
    private Path root = Path.of("reports");

    @Mixin
    private LibraryOption library;

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        Parts parts = Parts.in(folders);
        Reports reports = new Reports(root);
        parts.folders().forEach(reports::take);
        Optional<Conclusion> day =
                Conclusion.of(parts.folders(), parts.missing(), parts.notRun(), reports.folder(), out);
        String lacking = parts.lacking();
        if (!lacking.isEmpty() && day.isEmpty()) {
            Files.writeString(reports.folder().resolve(SignOff.NOT_WHOLE), lacking + "\n");
        }
        reports.covering(() -> Optional.of(Claims.of(library.open())));
        reports.finish(out);
        if (!lacking.isEmpty()) {
            out.println("not whole: " + lacking);
        }
        Verdict worst = Verdict.worst(parts.verdicts());
        out.printf(
                "%d shards, %d drills: %s%n",
                parts.folders().size(), parts.verdicts().size(), worst.label());
        return code(worst, lacking.isEmpty(), day);
    }

    private static int code(Verdict worst, boolean whole, Optional<Conclusion> day) {
        List<Integer> codes = new ArrayList<>();
        if (worst != Verdict.HELD) {
            codes.add(worst == Verdict.INCONCLUSIVE ? EngineRun.INCONCLUSIVE : 1);
        }
        if (!whole) {
            codes.add(1);
        }
        day.filter(one -> !one.endedEarly().isEmpty()).ifPresent(one -> codes.add(EngineRun.ENDED_EARLY));
        day.filter(Conclusion::slower).ifPresent(one -> codes.add(EngineRun.SLOWER));
        return EngineRun.worst(codes);
    }
}
