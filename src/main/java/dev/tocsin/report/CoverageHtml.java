package dev.tocsin.report;

import dev.tocsin.timeline.Coverage;
import dev.tocsin.timeline.Coverage.Column;
import dev.tocsin.timeline.Coverage.Line;
import dev.tocsin.timeline.Coverage.Matrix;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is covered and how its drills went last, as a page that asks nobody for anything. */
final class CoverageHtml {
    private final Map<String, LastRun> runs;

    private CoverageHtml(Map<String, LastRun> runs) {
        this.runs = runs;
    }

    /** @param folder where the page will be, so that its links find the runs */
    static String of(Coverage coverage, Map<String, LastRun> runs, Path folder) {
        CoverageHtml page = new CoverageHtml(runs);
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<title>Coverage: guide and ATT&amp;CK by drills</title><style>" + style() + "</style></head><body>"
                + "<h1>Coverage: guide and ATT&amp;CK by drills</h1><p>"
                + coverage.matrices().stream().map(CoverageHtml::count).collect(Collectors.joining(" "))
                + "</p><p class=\"source\">A cell shows each drill that names it, how that went when it was last run, and the"
                + " longest time that was measured of its objectives to <b>detect</b>, <b>contain</b> and <b>recover</b>, each"
                + " from its own start. The edge is the worst of its drills. A dashed cell is untested: no drill names it."
                + " That a drill names a line says that it exercises it, not that nothing is left to exercise.</p>"
                + coverage.matrices().stream().map(page::matrix).collect(Collectors.joining())
                + CoverageDrills.table(coverage.drills(), runs, folder) + "</body></html>\n";
    }

    private static String count(Matrix matrix) {
        return "<a href=\"#" + matrix.id() + "\">" + Html.escape(matrix.title()) + "</a>: <b>" + matrix.covered()
                + " of " + matrix.lines().size() + "</b>.";
    }

    private String matrix(Matrix matrix) {
        return "<h2 id=\"" + matrix.id() + "\">" + Html.escape(matrix.title()) + "</h2><p class=\"source\">"
                + Html.escape(matrix.source()) + ". " + matrix.covered() + " of "
                + matrix.lines().size() + " are covered.</p><div class=\"matrix\">"
                + matrix.columns().stream().map(this::column).collect(Collectors.joining()) + "</div>";
    }

    private String column(Column column) {
        return "<section><h3>" + Html.escape(column.title()) + "</h3>"
                + column.lines().stream().map(this::cell).collect(Collectors.joining()) + "</section>";
    }

    private String cell(Line line) {
        return "<div class=\"cell " + state(line.drills()) + "\"><b>" + line.code() + "</b> <span class=\"words\">"
                + Html.escape(line.words()) + "</span>"
                + (line.drills().isEmpty()
                        ? " <span class=\"none\">- untested</span>"
                        : line.drills().stream().map(this::drill).collect(Collectors.joining("", "<ul>", "</ul>")))
                + "</div>";
    }

    private String drill(String name) {
        LastRun run = runs.get(name);
        return "<li><a href=\"#drill-" + Html.escape(name) + "\">" + Html.escape(name) + "</a> " + verdict(run)
                + (run == null
                        ? ""
                        : " <span class=\"times\">" + run.text("detect") + " / " + run.text("contain") + " / "
                                + run.text("recover") + "</span>")
                + "</li>";
    }

    /** How it went, in its colour. */
    static String verdict(@Nullable LastRun run) {
        return "<span class=\"verdict " + state(run) + "\">" + LastRun.verdict(run) + "</span>";
    }

    /** The worst of several: a drill that failed weighs more than one that was never run. */
    private String state(List<String> drills) {
        if (drills.isEmpty()) {
            return "untested";
        }
        List<Verdict> verdicts = drills.stream()
                .filter(runs::containsKey)
                .map(name -> runs.get(name).verdict())
                .toList();
        Verdict worst = Verdict.worst(verdicts);
        return worst == Verdict.HELD && verdicts.size() < drills.size() ? "not-run" : name(worst);
    }

    private static String state(@Nullable LastRun run) {
        return run == null ? "not-run" : name(run.verdict());
    }

    private static String name(Verdict verdict) {
        return verdict.label().replace(' ', '-');
    }

    private static String style() {
        try (InputStream in = CoverageHtml.class.getResourceAsStream("/report/coverage.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
