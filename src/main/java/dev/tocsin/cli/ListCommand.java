package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.DrillInfo;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The drills of a library. */
@Command(name = "list", description = "List the drills of a library.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Mixin
    private LibraryOption library;

    @Option(names = "--tactic", description = "Only drills of this tactic: impact, persistence, ...")
    private @Nullable String tactic;

    @Option(names = "--technique", description = "Only drills of this ATT&CK technique: T1611.")
    private @Nullable String technique;

    @Option(names = "--line", description = "Only drills that cover this line of the guide: PE3.")
    private @Nullable String line;

    @Option(names = "--json", description = "For scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<DrillInfo> drills = library.drills().stream()
                .map(dev.tocsin.scenario.Drill::info)
                .filter(drill -> tactic == null || drill.tactic().equals(tactic))
                .filter(drill -> technique == null || drill.techniques().contains(technique))
                .filter(drill -> line == null || drill.covers().contains(line))
                .toList();
        spec.commandLine().getOut().print(json ? json(drills) : table(drills));
        return 0;
    }

    private static String table(List<DrillInfo> drills) {
        Columns table = new Columns("NAME", "SEVERITY", "TACTIC", "TECHNIQUES", "COVERS", "OWNER");
        for (DrillInfo drill : drills) {
            table.row(
                    drill.name(),
                    drill.severity(),
                    drill.tactic(),
                    String.join(",", drill.techniques()),
                    String.join(",", drill.covers()),
                    drill.owner());
        }
        return table.toString();
    }

    private static String json(List<DrillInfo> drills) {
        ArrayNode root = LintJson.JSON.createArrayNode();
        for (DrillInfo drill : drills) {
            ObjectNode node = root.addObject();
            node.put("name", drill.name())
                    .put("title", drill.title())
                    .put("file", drill.file())
                    .put("tactic", drill.tactic())
                    .put("severity", drill.severity())
                    .put("owner", drill.owner());
            drill.techniques().forEach(node.withArray("techniques")::add);
            drill.covers().forEach(node.withArray("covers")::add);
        }
        return root.toPrettyString() + "\n";
    }
}
