package dev.tocsin.engine;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.ClusterPool;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.cluster.existing.ExistingCluster;
import dev.tocsin.drill.DrillRules;
import dev.tocsin.drill.DrillRunner;
import dev.tocsin.drill.Explanation;
import dev.tocsin.drill.Objects;
import dev.tocsin.drill.OnExisting;
import dev.tocsin.drill.Parts;
import dev.tocsin.proofing.Mutant;
import dev.tocsin.report.Reports;
import dev.tocsin.report.Shard;
import dev.tocsin.report.Table;
import dev.tocsin.scenario.Claims;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import dev.tocsin.scenario.Machines;
import dev.tocsin.signal.audit.AuditInbox;
import dev.tocsin.signal.receive.Receivers;
import dev.tocsin.timeline.Coverage;
import dev.tocsin.timeline.DrillClock;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Spread;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** One run of the engine: how its drills are run, and where their reports go. */
final class DrillContext implements EngineExecutionContext {
    private static final int LONGEST_STOP_SECONDS = 60;
    private final RunOptions options;
    private final Reports reports;
    private final LastDurations durations;
    private final PrintStream out;
    private final LeakCheck leaks;
    /** Drills block, and JUnit's own workers must not: each blocked one would be replaced by another. */
    private final ExecutorService drills;

    private final Set<DrillRunner> running = ConcurrentHashMap.newKeySet();
    private final Thread whenStopped = new Thread(this::stop, "tocsin-stop");
    private final ReportEntries entries;
    private final NextDrills next;
    private final ClusterPool<K3sCluster> pool = ClusterPool.ofK3s();
    private final Receivers receivers;
    private final BooleanSupplier cancelled;
    private final Proofings proofings;
    private final RunningDay day;
    private final boolean together;
    private final @Nullable Long seed;
    private final Set<OneCluster> shared = ConcurrentHashMap.newKeySet();
    private final Map<String, List<List<Result>>> trials = new ConcurrentHashMap<>();
    private boolean finished;
    private final Map<String, Long> taken = new ConcurrentHashMap<>();

    DrillContext(
            Path reportsFolder,
            RunOptions options,
            NextDrills next,
            Optional<GameDayDescriptor> gameDay,
            ReportEntries entries,
            BooleanSupplier cancelled,
            PrintStream out) {
        this.options = options;
        this.reports = new Reports(reportsFolder);
        this.leaks = new LeakCheck(reports.folder(), reportsFolder.resolve("history"), out);
        this.durations = new LastDurations(reportsFolder);
        this.entries = entries;
        this.next = next;
        this.cancelled = cancelled;
        this.out = leaks.out();
        this.proofings = new Proofings(this, reports, this.out, DrillClock.system());
        this.receivers = options.dryRun() ? Receivers.none() : Receivers.open(options.receive(), options.receiveTls());
        receivers.told().forEach(this.out::println);
        Runtime.getRuntime().addShutdownHook(whenStopped);
        this.drills = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "drill");
            thread.setDaemon(true);
            return thread;
        });
        this.seed = gameDay.map(GameDayDescriptor::seed).orElse(options.seed());
        this.together =
                gameDay.map(GameDayDescriptor::sideBySide).orElse(options.parallel()) > 1 && options.target() == null;
        this.day = new RunningDay(gameDay.orElse(null), options.dryRun(), reportsFolder, reports.folder(), this.out);
        if (gameDay.isEmpty() && options.seed() != null) {
            this.out.printf("order by seed %d: -Dseed=%d gives it again%n", options.seed(), options.seed());
        }
    }

    /** It is a part of a run. */
    void begin(Shard shard) {
        reports.begin(shard);
    }

    /** Whether this run only says what it would do; then it has said it. */
    boolean dryRun(Drill drill, DrillRules rules) {
        if (!options.dryRun()) {
            return false;
        }
        StringBuilder text = new StringBuilder(Explanation.of(drill)).append("\nObjects that it makes beforehand:\n");
        Objects.of(drill).forEach(object -> text.append("  ").append(object).append('\n'));
        if (options.target() != null) {
            text.append(OnExisting.of(drill, rules).text(options.target().context()));
        }
        out.println(text);
        return true;
    }

    boolean isDryRun() {
        return options.dryRun();
    }

    /** Whether this run only says what it would do; then it has said it. */
    boolean dryRun(String what) {
        if (options.dryRun()) {
            out.println(what);
        }
        return options.dryRun();
    }

    /** The game day that this run is, if it is one. */
    RunningDay day() {
        return day;
    }

    /** The same, with what would be broken. */
    boolean dryRun(Drill drill, DrillRules rules, List<Mutant> mutants) {
        boolean dry = dryRun(drill, rules);
        if (dry) {
            out.println("Mutants:");
            mutants.forEach(mutant -> out.println("  " + mutant.id() + ": " + mutant.broken()));
        }
        return dry;
    }

    Proofings proofings() {
        return proofings;
    }

    /**
     * On a cluster of its own.
     *
     * @param name the drill's, or its trial's
     */
    Outcome run(Drill drill, DrillRules rules, String name, TestDescriptor test) throws InterruptedException {
        return run(() -> cluster(drill, rules), kept(name)::mayKeep, drill, rules, name, test);
    }

    /** Where others were before it. */
    Outcome run(OneCluster on, Drill drill, DrillRules rules, TestDescriptor test) throws InterruptedException {
        if (options.target() != null) {
            throw new InconclusiveDrillException(
                    "Drills in a chain are not run in an existing cluster: what one left would be taken back");
        }
        shared.add(on);
        Outcome outcome = run(
                () -> on.take(this::cluster),
                (cluster, verdict) -> true, // the next one comes on it
                drill,
                rules,
                drill.info().name(),
                test);
        on.ran(outcome);
        return outcome;
    }

    private Outcome run(
            Supplier<Cluster> cluster,
            BiPredicate<Cluster, Verdict> keep,
            Drill drill,
            DrillRules rules,
            String name,
            TestDescriptor test)
            throws InterruptedException {
        Progress progress = new Progress(out, together ? name + " " : "");
        return await(() -> told(drill, name, runHere(cluster, drill, rules, progress::tell, keep, parts())), test);
    }

    private KeptCluster kept(String name) {
        return new KeptCluster(options.keep(), name, reports.folder(), out);
    }

    /** No other drill comes on it. */
    void end(OneCluster cluster) {
        day.together(cluster.end(kept("one-incident")::mayKeep));
    }

    /** Runs what is broken on purpose: quietly, and nothing is kept of it. */
    Outcome carryOut(Drill drill, DrillRules rules, Parts parts, String name, TestDescriptor test)
            throws InterruptedException {
        return await(
                () -> runHere(
                        () -> cluster(drill.machines()), drill, rules, fact -> {}, (cluster, verdict) -> false, parts),
                test);
    }

    private Parts parts() {
        return Parts.whole(options.responder());
    }

    private Outcome await(Callable<Outcome> run, TestDescriptor test) throws InterruptedException {
        try {
            Outcome outcome = drills.submit(run).get();
            entries.publish(test, outcome);
            return outcome;
        } catch (RejectedExecutionException e) {
            throw new InconclusiveDrillException("The run was stopped before this drill began");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private Outcome runHere(
            Supplier<Cluster> clusters,
            Drill drill,
            DrillRules rules,
            Consumer<Fact> progress,
            BiPredicate<Cluster, Verdict> keep,
            Parts parts) {
        AtomicReference<DrillRunner> self = new AtomicReference<>();
        Optional<Drill> following = next.after(drill);
        AtomicBoolean begun = new AtomicBoolean();
        Consumer<Fact> listener = fact -> {
            progress.accept(fact);
            if (fact.phase() != Phase.PREPARE && begun.compareAndSet(false, true)) {
                following
                        .filter(one -> SideBySide.roomForOneMore(one.machines().agents()))
                        .ifPresent(one -> pool.boot(options(one.machines())));
            }
            if (cancelled.getAsBoolean()) {
                self.get().cancel();
            }
        };
        DrillRunner runner = new DrillRunner(clusters, listener, keep, parts)
                .receiving(receivers)
                .tellingSecrets(leaks::add);
        self.set(runner);
        running.add(runner);
        try {
            return runner.run(drill, rules);
        } finally {
            running.remove(runner);
        }
    }

    /** Of the library that the drill is in; nothing is covered by one whose files are gone. */
    private static Optional<Coverage> coverage(Path drill) {
        return Optional.ofNullable(
                        ScenarioResolver.libraryAround(drill.toAbsolutePath().normalize()))
                .map(Library::new)
                .map(Claims::of);
    }

    private Outcome told(Drill drill, String name, Outcome plain) {
        Outcome outcome = seed == null ? plain : plain.on("Seed", String.valueOf(seed));
        Outcome named = name.equals(drill.info().name()) ? outcome : outcome.named(name);
        reports.add(named);
        reports.covering(() -> coverage(drill.file()));
        trials.computeIfAbsent(drill.info().name(), one -> new ArrayList<>()).add(named.results());
        day.ran(drill.info().name(), outcome);
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

    private Cluster cluster(Drill drill, DrillRules rules) {
        return options.target() == null
                ? cluster(drill.machines())
                : ExistingCluster.take(options.target(), OnExisting.of(drill, rules));
    }

    private Cluster cluster(Machines machines) {
        return pool.take(options(machines));
    }

    private K3sOptions options(Machines machines) {
        K3sOptions how = K3sOptions.defaults()
                .withAgents(machines.agents())
                .withDatastore(machines.datastore())
                .withDisk(machines.disk())
                .withMayBeKept(options.keep() != RunOptions.Keep.NEVER);
        return options.audit() == RunOptions.Audit.WEBHOOK ? how.withAudit(AuditInbox.open()) : how;
    }

    /** Prints how the times of a drill's trials spread. */
    void spread(String drill) {
        List<List<Result>> all = trials.getOrDefault(drill, List.of());
        if (all.size() > 1) {
            out.print(Table.of(drill, Spread.of(all)));
        }
    }

    /** When the process is told to end: the drills end first, their clusters go, and the report is written. */
    private void stop() {
        out.println("stopping: drills are ended, their clusters removed, the report written");
        day.end("it was told to end");
        drills.shutdown();
        running.forEach(DrillRunner::cancel);
        pool.close();
        try {
            if (!drills.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                out.println("a drill did not end in time: ci/tocsin cleanup removes its cluster");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            finish();
        } catch (IllegalStateException e) {
            out.println(e.getMessage());
        }
    }

    /**
     * Makes the report, once; whoever asks meanwhile waits for it: a process that is told to end must not end before. That it
     * could not be made never hides what the drills found.
     *
     * @throws IllegalStateException if a captured secret is in anything that the run wrote
     */
    synchronized void finish() {
        if (finished) {
            return;
        }
        finished = true;
        try {
            Runtime.getRuntime().removeShutdownHook(whenStopped);
        } catch (IllegalStateException e) {
            // the process is ending already
        }
        drills.shutdown();
        shared.forEach(this::end);
        pool.close();
        receivers.close();
        try {
            durations.add(taken);
        } catch (IOException e) {
            out.printf("How long the drills took could not be kept: %s%n", e.getMessage());
        }
        day.finish();
        reports.finish(out);
        leaks.check();
    }
}
