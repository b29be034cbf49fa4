package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.Catalogue;
import dev.tocsin.timeline.DrillInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What of the guide and of ATT&amp;CK the drills of a library cover. */
@Command(
        name = "coverage",
        description = "Say which lines of the guide and which techniques the drills cover, and which they do not.",
        mixinStandardHelpOptions = true)
final class CoverageCommand implements Callable<Integer> {
    @Mixin
    private LibraryOption library;

    @Option(names = "--json", description = "For scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<DrillInfo> drills =
                library.drills().stream().map(dev.tocsin.scenario.Drill::info).toList();
        if (json) {
            ObjectNode root = LintJson.JSON.createObjectNode();
            root.put("attack", Catalogue.ATTACK_VERSION);
            json(root.putArray("lines"), Catalogue.LINES, drills, DrillInfo::covers);
            json(root.putArray("techniques"), Catalogue.TECHNIQUES, drills, DrillInfo::techniques);
            spec.commandLine().getOut().println(root.toPrettyString());
        } else {
            spec.commandLine().getOut().print(table("GUIDE", Catalogue.LINES, drills, DrillInfo::covers));
            spec.commandLine().getOut().println();
            spec.commandLine()
                    .getOut()
                    .print(table(Catalogue.ATTACK_VERSION, Catalogue.TECHNIQUES, drills, DrillInfo::techniques));
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static List<String> names(String code, List<DrillInfo> drills, Function<DrillInfo, List<String>> claims) {
        return drills.stream()
                .filter(drill -> claims.apply(drill).contains(code))
                .map(DrillInfo::name)
                .toList();
    }

    private static String table(
            String what, Map<String, String> codes, List<DrillInfo> drills, Function<DrillInfo, List<String>> claims) {
        Columns table = new Columns(what, "", "DRILLS");
        long covered = codes.keySet().stream()
                .filter(code -> !names(code, drills, claims).isEmpty())
                .count();
        codes.forEach((code, meaning) -> table.row(code, meaning, String.join(", ", names(code, drills, claims))));
        return table + "covered: " + covered + " of " + codes.size() + "\n";
    }

    private static void json(
            com.fasterxml.jackson.databind.node.ArrayNode array,
            Map<String, String> codes,
            List<DrillInfo> drills,
            Function<DrillInfo, List<String>> claims) {
        codes.forEach((code, meaning) -> {
            ObjectNode node = array.addObject().put("code", code).put("meaning", meaning);
            node.putArray("drills");
            names(code, drills, claims).forEach(node.withArray("drills")::add);
        });
    }
}
