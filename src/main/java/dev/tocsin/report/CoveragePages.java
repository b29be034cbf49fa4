package dev.tocsin.report;

import dev.tocsin.timeline.Coverage;
import dev.tocsin.timeline.DrillInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What is covered, beside how each drill went last: a page, the same for machines, and a layer for the ATT&amp;CK Navigator. */
public final class CoveragePages {
    public static final String PAGE = "coverage.html";
    private final Coverage coverage;
    private final Map<String, LastRun> runs;

    /**
     * @param reports the folder of all runs
     * @throws IOException if it cannot be listed
     */
    public CoveragePages(Coverage coverage, Path reports) throws IOException {
        this.coverage = coverage;
        this.runs = LastRuns.of(
                reports, coverage.drills().stream().map(DrillInfo::name).collect(Collectors.toSet()));
    }

    /** Writes {@code coverage.html}, {@code coverage.json} and {@code attack-layer.json} there. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(PAGE), CoverageHtml.of(coverage, runs, folder));
        Files.writeString(folder.resolve("coverage.json"), json());
        Files.writeString(folder.resolve("attack-layer.json"), layer());
    }

    public String json() {
        return CoverageJson.of(coverage, runs);
    }

    /** In the Navigator's layer format 4.5. */
    public String layer() {
        return NavigatorLayer.of(coverage, runs);
    }

    /** How a drill went last: {@code held}, {@code missed, 3 of 5 held}, {@code not run}. */
    public String verdict(String drill) {
        return LastRun.verdict(runs.get(drill));
    }

    /** What was measured of a phase then; a dash if nothing. */
    public String measured(String drill, String phase) {
        return LastRun.measured(runs.get(drill), phase);
    }
}
