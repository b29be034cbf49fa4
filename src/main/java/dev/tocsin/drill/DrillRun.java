package dev.tocsin.drill;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.drill.Objectives.Watched;
import dev.tocsin.prove.SteadyWatch;
import dev.tocsin.respond.RespondBy;
import dev.tocsin.respond.Responder;
import dev.tocsin.respond.Trigger;
import dev.tocsin.scenario.Detect;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Response;
import dev.tocsin.scenario.Steady;
import dev.tocsin.scenario.Step;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.receive.Receivers;
import dev.tocsin.signal.receive.Reception;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.StartPoint;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The phases of one drill on its cluster. */
final class DrillRun implements AutoCloseable {
    static {
        // What another thread fails at, such as a stream to a command that has ended, is not what is waited for.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(60);
    private final Drill drill;
    private final Journal journal;
    private final DrillRunner.Record record;
    private final Identities identities;
    private final Detector detector;
    private final Steps steps;
    private final ExecutorService watchers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "watcher");
        thread.setDaemon(true);
        return thread;
    });
    private final Objectives objectives;
    private final Recoveries recoveries;
    private final List<SteadyWatch> steady = new ArrayList<>();
    private final Parts parts;
    private final Findings findings;
    private final Receivers receivers;
    private final DrillSurroundings around;
    private final Sources sources;
    private final List<SourceKind> kinds;
    private @Nullable Responder responder;

    DrillRun(
            Drill drill,
            DrillRules rules,
            Parts parts,
            Receivers receivers,
            Cluster cluster,
            Journal journal,
            DrillRunner.Record record) {
        this.parts = parts;
        this.findings = new Findings(parts.enough());
        this.receivers = receivers;
        this.drill = drill;
        this.journal = journal;
        this.record = record;
        this.identities = new Identities(cluster, journal);
        this.detector = new Detector(rules.expected(), rules.rules(), rules.others(), journal);
        this.around = new DrillSurroundings(identities, parts.sight().apply(cluster, journal::phase), journal, record);
        this.sources = new Sources(around);
        this.kinds = Sources.of(rules);
        Variables variables =
                new Variables(Map.of("drill.run", UUID.randomUUID().toString()));
        this.steps = new Steps(identities, variables, journal);
        this.objectives = new Objectives(detector, steps, journal, watchers, parts.watch());
        this.recoveries = new Recoveries(identities, journal, record);
    }

    void phases() {
        prepare();
        record.begin(Phase.BASELINE);
        if (!baseline()) {
            return;
        }
        record.begin(Phase.INJECT);
        Instant t0 = journal.now();
        record.t0(t0);
        for (Step step : drill.inject()) {
            steps.act(Actor.INJECTOR, step, "The injection");
        }
        respond(t0);
        record.begin(Phase.AFTER);
        after(t0);
    }

    private void prepare() {
        journal.note(Actor.DRILL, "the cluster's API serves");
        if (drill.machines().agents() > 0) {
            Fixtures.awaitNodes(identities.admin(), identities.cluster().nodes());
            journal.note(Actor.DRILL, identities.cluster().nodes().size() + " nodes are ready");
        }
        Images.of(drill).forEach(image -> identities.cluster().loadImage(image, Cluster.PODS));
        journal.note(Actor.DRILL, "the nodes have the images of the drill's pods");
        Needs needs = new Needs(drill);
        boolean used = identities.create(parts.rights().apply(needs.responder()), needs.prober())
                || identities.cluster().isShared();
        ReceiverPlaces places = new ReceiverPlaces(drill.fixtures().values());
        Reception reception = receivers.take(around, detector, places.named());
        reception.secrets().forEach(journal.secrets()::add);
        sources.add(reception);
        sources.start(
                kinds.stream()
                        .filter(kind -> !receivers.standInFor(kind.name()))
                        .toList(),
                detector);
        var wanted = Fixtures.apply(identities.admin(), places.filled(reception), used, journal.secrets()::add);
        List<Trigger> triggers = new ArrayList<>();
        for (Response response : responses()) {
            if (response.procedure() != null && response.on() != null) {
                triggers.add(new Trigger(response.on(), drill.procedures().get(response.procedure())));
            }
        }
        responder = parts.responder()
                .start(new RespondBy.Post(
                        Access.serviceAccount(identities.admin(), Identities.NAMESPACE, Identities.RESPONDER),
                        identities.cluster(),
                        triggers,
                        journal));
        Stream.concat(drill.inject().stream(), drill.benign().stream())
                .flatMap(step -> Steps.accounts(step).stream())
                .distinct()
                .forEach(identities::as);
        Fixtures.awaitReady(identities.admin(), wanted);
        identities.cluster().awaitOwnObjects();
        Forwarding.await(identities.cluster(), identities.admin());
        journal.note(
                Actor.DRILL, "fixtures " + String.join(", ", drill.fixtures().keySet()) + " are ready");
        record.environment(
                "Kubernetes", identities.admin().getKubernetesVersion().getGitVersion());
        record.environment(
                "Cores of this machine", String.valueOf(Runtime.getRuntime().availableProcessors()));
        record.images(identities.admin());
        sources.settle();
    }

    /** False if a false alarm ended the drill. */
    private boolean baseline() {
        for (Steady one : drill.steady()) {
            if (steps.look(one.probe(), Duration.ofSeconds(5), FIRST_ANSWER).since() == null) {
                throw new Inconclusive(one.probe().title() + " does not hold before the attack");
            }
            steady.add(SteadyWatch.start(
                    identities,
                    one.probe().params().path("from").asText(),
                    one.probe().params().path("url").asText(),
                    one.every(),
                    one.probe().expect().path("status").asText(),
                    journal::now));
        }
        recoveries.start(drill.ledger());
        journal.note(Actor.PROBER, "steady state holds");
        int before = detector.alerts().size(); // what set-up raised is not the twin's doing
        for (Step step : drill.benign()) {
            steps.act(Actor.INJECTOR, step, "The benign twin");
        }
        sources.settle(); // whatever the benign twin raised has been raised by now
        List<Alert> alarms = detector.alerts().subList(before, detector.alerts().size());
        if (alarms.isEmpty()) {
            journal.note(Actor.DETECTOR, "the benign twin raised no alert");
            responses().forEach(response -> response.prove().forEach(steps::baseline));
            return true;
        }
        String what =
                "false alarm " + alarms.get(0).rule() + " for " + alarms.get(0).fields();
        record.fail(Verdict.FALSE_ALARM, what);
        record.end(Verdict.FALSE_ALARM, what);
        return false;
    }

    private void respond(Instant t0) {
        record.begin(Phase.DETECT);
        Responder acting = java.util.Objects.requireNonNull(responder);
        detector.release(acting::accept, t0);
        List<CompletableFuture<Watched>> containing = new ArrayList<>();
        for (Response response : drill.contain()) {
            containing.add(CompletableFuture.supplyAsync(() -> contain(response, t0), watchers));
        }
        for (Detect detect : drill.detect()) {
            record.result(findings.add(objectives.detected(detect, t0)));
            if (findings.enough()) {
                return;
            }
        }
        record.begin(Phase.CONTAIN);
        // A later phase starts when the one before has taken effect, while that is still being watched for its hold:
        // the
        // time of a hold is the drill's, not the response's.
        List<Watched> contain = containing.stream().map(DrillRun::await).toList();
        await(findings.begun(contain));
        Instant from = journal.now();
        CompletableFuture<Instant> contained = contained(contain, from);
        List<Watched> all = new ArrayList<>(contain);
        all.addAll(watch(Phase.ERADICATE, drill.eradicate(), from, contained));
        all.addAll(watch(Phase.RECOVER, drill.recover(), from, contained));
        for (Watched watched : all) {
            await(findings.orEnough(watched.result()));
            if (watched.result().isDone()) {
                record.result(await(watched.result()));
            }
        }
    }

    /** Unlike a join, it ends when the drill is interrupted. */
    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private Watched contain(Response response, Instant t0) {
        if (response.on() == null) {
            return objectives.proved(Phase.CONTAIN, response, StartPoint.T0, t0, "");
        }
        Alert alert = drill.detect().stream()
                .filter(detect -> detect.rule().equals(response.on()))
                .findFirst()
                .map(detect -> objectives.await(detect, t0))
                .orElse(null);
        return alert == null
                ? objectives.proved(Phase.CONTAIN, response, StartPoint.ALERT, null, " (its alert never came)")
                : objectives.proved(Phase.CONTAIN, response, StartPoint.ALERT, detector.handedOver(alert), "");
    }

    /**
     * Counted from containment; where that was missed, from the end of its watch, so that what can be measured is. Returns
     * when all has begun; none is looked for where enough is known.
     */
    private List<Watched> watch(
            Phase phase, List<Response> responses, Instant from, CompletableFuture<Instant> contained) {
        if (findings.enough()) {
            return List.of();
        }
        record.begin(phase);
        List<Watched> watched = responses.stream()
                .map(response -> objectives.proved(phase, response, StartPoint.CONTAINMENT, from, contained::join, ""))
                .toList();
        await(findings.begun(watched));
        return watched;
    }

    /** When the last containment took effect for good: what was met once may have broken off and come again. */
    private static CompletableFuture<Instant> contained(List<Watched> contain, Instant otherwise) {
        CompletableFuture<Instant> latest = CompletableFuture.completedFuture(Instant.MIN);
        for (Watched one : contain) {
            latest = latest.thenCombine(one.result(), (moment, result) -> {
                Instant met = result.met() == null ? otherwise : result.met();
                return met.isAfter(moment) ? met : moment;
            });
        }
        return latest.thenApply(moment -> moment.equals(Instant.MIN) ? otherwise : moment);
    }

    private void after(Instant t0) {
        if (findings.enough()) {
            watchers.shutdownNow(); // what they still look for need not be known
        }
        recoveries.judge(drill, steady, t0);
        for (int i = 0; i < steady.size(); i++) {
            record.result(Objectives.steady(drill.steady().get(i), steady.get(i).summary(journal.now())));
        }
        conclude();
        record.raised(detector.raised(t0));
        journal.keep(
                "audit records of the incident",
                "application/json",
                AuditEvidence.of(detector.events(), detector.alerts(), drill, t0));
    }

    /** A cluster that did not come back cannot be asked whether its records are whole: that it did not is the finding. */
    private void conclude() {
        try {
            sources.conclude();
            record.images(identities.admin());
        } catch (RuntimeException e) {
            if (!record.missed(Phase.RECOVER)) {
                throw e;
            }
            journal.note(Actor.DETECTOR, "whether a detection was lost is not known: " + e.getMessage());
        }
    }

    private List<Response> responses() {
        return Stream.of(drill.contain(), drill.eradicate(), drill.recover())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        recoveries.close();
        steady.forEach(SteadyWatch::close);
        watchers.shutdownNow();
        if (responder != null) {
            responder.close();
        }
        sources.close();
        identities.close();
    }
}
