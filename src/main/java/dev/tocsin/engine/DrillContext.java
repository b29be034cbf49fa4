package dev.tocsin.engine;

import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.drill.DrillRunner;
import dev.tocsin.report.Reports;
import dev.tocsin.report.Table;
import dev.tocsin.scenario.Drill;
import dev.tocsin.sigma.Rule;
import dev.tocsin.timeline.Outcome;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** One run of the engine: where its drills' reports go. */
final class DrillContext implements EngineExecutionContext {
    private final Reports reports;
    private final PrintStream out = System.out;

    DrillContext(Path reportsFolder) {
        this.reports = new Reports(reportsFolder);
    }

    Outcome run(Drill drill, List<Rule> rules) {
        Progress progress = new Progress(out);
        Outcome outcome =
                new DrillRunner(() -> K3sCluster.start(K3sOptions.defaults()), progress::tell).run(drill, rules);
        reports.add(outcome);
        out.print(Table.of(outcome));
        return outcome;
    }

    /** Makes the report. That it could not be made never hides what the drills found. */
    void finish() {
        reports.finish(out);
    }
}
