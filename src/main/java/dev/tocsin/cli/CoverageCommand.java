package dev.tocsin.cli;

import dev.tocsin.report.CoveragePages;
import dev.tocsin.scenario.Claims;
import dev.tocsin.timeline.Coverage;
import dev.tocsin.timeline.DrillInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What of the guide and of ATT&amp;CK the drills of a library cover, and how these drills went last. */
@Command(
        name = "coverage",
        description =
                "Say which lines of the guide and which techniques the drills cover and which they do not, and how each drill went last.",
        mixinStandardHelpOptions = true)
final class CoverageCommand implements Callable<Integer> {
    @Mixin
    private LibraryOption library;

    @Option(names = "--json", description = "For scripts.")
    private boolean json;

    @Option(
            names = "--reports",
            paramLabel = "<folder>",
            description = "The folder of the runs' reports (default: ${DEFAULT-VALUE}).",
            defaultValue = "reports")
    private Path reports = Path.of("reports");

    @Option(
            names = "--to",
            paramLabel = "<folder>",
            description = "Write coverage.html, coverage.json and attack-layer.json, for the ATT&CK Navigator, there.")
    private @Nullable Path to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Coverage coverage = Claims.of(library.open());
        CoveragePages pages = new CoveragePages(coverage, reports);
        PrintWriter out = spec.commandLine().getOut();
        if (to != null) {
            pages.write(to);
            out.println(to.resolve(CoveragePages.PAGE));
        } else if (json) {
            out.print(pages.json());
        } else {
            coverage.matrices().forEach(matrix -> out.println(table(matrix)));
            out.print(drills(coverage.drills(), pages));
        }
        return 0;
    }

    private static String table(Coverage.Matrix matrix) {
        Columns table = new Columns(matrix.title(), "", "DRILLS");
        boolean guide = matrix.id().equals("guide");
        List<String> told = new ArrayList<>();
        for (Coverage.Column column : matrix.columns()) {
            for (Coverage.Line line : column.lines()) {
                if (!told.contains(line.code())) {
                    told.add(line.code());
                    // The page has the whole line; a table has room for what stands before its colon.
                    String words = guide ? column.title() + ": " + line.words().split(": ")[0] : line.words();
                    table.row(line.code(), words, String.join(", ", line.drills()));
                }
            }
        }
        return table + "covered: " + matrix.covered() + " of " + matrix.lines().size() + "\n";
    }

    private static String drills(List<DrillInfo> drills, CoveragePages pages) {
        Columns table = new Columns("DRILL", "LAST VERDICT", "DETECT", "CONTAIN", "RECOVER");
        for (DrillInfo drill : drills) {
            table.row(
                    drill.name(),
                    pages.verdict(drill.name()),
                    pages.measured(drill.name(), "detect"),
                    pages.measured(drill.name(), "contain"),
                    pages.measured(drill.name(), "recover"));
        }
        return table.toString();
    }
}
