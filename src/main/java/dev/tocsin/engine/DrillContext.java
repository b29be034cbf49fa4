package dev.tocsin.engine;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.drill.DrillRunner;
import dev.tocsin.drill.Explanation;
import dev.tocsin.drill.Objects;
import dev.tocsin.report.Reports;
import dev.tocsin.report.Table;
import dev.tocsin.scenario.Drill;
import dev.tocsin.sigma.Rule;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Spread;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** One run of the engine: how its drills are run, and where their reports go. */
final class DrillContext implements EngineExecutionContext {
    private final RunOptions options;
    private final Reports reports;
    private final LastDurations durations;
    private final PrintStream out;
    /** Drills block, and JUnit's own workers must not: each blocked one would be replaced by another. */
    private final ExecutorService drills;

    private final Map<String, List<Outcome>> trials = new ConcurrentHashMap<>();
    private final Map<String, Long> taken = new ConcurrentHashMap<>();

    DrillContext(Path reportsFolder, RunOptions options, PrintStream out) {
        this.options = options;
        this.reports = new Reports(reportsFolder);
        this.durations = new LastDurations(reportsFolder);
        this.out = out;
        this.drills = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "drill");
            thread.setDaemon(true);
            return thread;
        });
        if (options.seed() != null) {
            out.printf("order by seed %d: -Dseed=%d gives it again%n", options.seed(), options.seed());
        }
    }

    /** Whether this run only says what it would do; then it has said it. */
    boolean dryRun(Drill drill) {
        if (!options.dryRun()) {
            return false;
        }
        StringBuilder text = new StringBuilder(Explanation.of(drill)).append("\nObjects that it makes beforehand:\n");
        Objects.of(drill).forEach(object -> text.append("  ").append(object).append('\n'));
        out.println(text);
        return true;
    }

    /** @param name the drill's, or its trial's */
    Outcome run(Drill drill, List<Rule> rules, String name) throws InterruptedException {
        try {
            return drills.submit(() -> runHere(drill, rules, name)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private Outcome runHere(Drill drill, List<Rule> rules, String name) {
        Progress progress = new Progress(out, options.parallel() > 1 ? name + " " : "");
        KeptCluster kept = new KeptCluster(options.keep(), name, reports.folder(), out);
        Outcome outcome = new DrillRunner(this::cluster, progress::tell, kept::mayKeep).run(drill, rules);
        outcome = options.seed() == null ? outcome : outcome.on("Seed", String.valueOf(options.seed()));
        Outcome named = name.equals(drill.info().name()) ? outcome : outcome.named(name);
        reports.add(named);
        trials.computeIfAbsent(drill.info().name(), one -> new ArrayList<>()).add(named);
        if (outcome.verdict() != Verdict.INCONCLUSIVE) {
            taken.put(
                    drill.info().name(),
                    Duration.between(outcome.from(), outcome.to()).toMillis());
        }
        synchronized (out) {
            out.print(Table.of(named));
        }
        return named;
    }

    private Cluster cluster() {
        return K3sCluster.start(K3sOptions.defaults().withMayBeKept(options.keep() != RunOptions.Keep.NEVER));
    }

    /** Prints how the times of a drill's trials spread. */
    void spread(String drill) {
        List<Outcome> all = trials.getOrDefault(drill, List.of());
        if (all.size() > 1) {
            out.print(Table.of(drill, Spread.of(all)));
        }
    }

    /** Makes the report. That it could not be made never hides what the drills found. */
    void finish() {
        drills.shutdown();
        try {
            durations.add(taken);
        } catch (IOException e) {
            out.printf("How long the drills took could not be kept: %s%n", e.getMessage());
        }
        reports.finish(out);
    }
}
