package dev.tocsin.report;

import dev.tocsin.timeline.DrillInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The drills themselves, below the matrices: where a cell's links lead. */
final class CoverageDrills {
    private static final List<String> HEADS =
            List.of("drill", "last verdict", "detect", "contain", "recover", "last run", "it names");

    private CoverageDrills() {}

    static String table(List<DrillInfo> drills, Map<String, LastRun> runs, Path folder) {
        return "<h2 id=\"drills\">Drills</h2><table><thead><tr>"
                + HEADS.stream().map(head -> "<th>" + head + "</th>").collect(Collectors.joining())
                + "</tr></thead><tbody>"
                + drills.stream().map(drill -> row(drill, runs, folder)).collect(Collectors.joining())
                + "</tbody></table>";
    }

    private static String row(DrillInfo drill, Map<String, LastRun> runs, Path folder) {
        LastRun run = runs.get(drill.name());
        List<String> cells = List.of(
                "<b>" + Html.escape(drill.name()) + "</b><br>" + Html.escape(drill.title()),
                CoverageHtml.verdict(run),
                LastRun.measured(run, "detect"),
                LastRun.measured(run, "contain"),
                LastRun.measured(run, "recover"),
                run == null ? "-" : links(run, folder),
                Html.escape(Stream.concat(drill.covers().stream(), drill.techniques().stream())
                        .collect(Collectors.joining(", "))));
        StringBuilder row = new StringBuilder("<tr id=\"drill-" + Html.escape(drill.name()) + "\">");
        for (int i = 0; i < cells.size(); i++) {
            row.append("<td data-head=\"")
                    .append(HEADS.get(i))
                    .append("\">")
                    .append(cells.get(i))
                    .append("</td>");
        }
        return row + "</tr>";
    }

    private static String links(LastRun run, Path folder) {
        Path there = folder.toAbsolutePath()
                .normalize()
                .relativize(run.folder().toAbsolutePath().normalize());
        return run.when().toString().replaceAll("\\..*Z", "Z") + "<br>" + link(there.resolve("report.html"), "report")
                + " "
                + run.files().stream()
                        .map(name ->
                                link(there.resolve(name + ".svg"), run.files().size() == 1 ? "timeline" : name))
                        .collect(Collectors.joining(" "));
    }

    private static String link(Path to, String text) {
        try {
            // Brackets and the like in a row's name are no URI as they stand.
            String address = new URI(null, null, to.toString().replace('\\', '/'), null).getRawPath();
            return "<a href=\"" + Html.escape(address.replace("[", "%5B").replace("]", "%5D")) + "\">"
                    + Html.escape(text) + "</a>";
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(to.toString(), e);
        }
    }
}
