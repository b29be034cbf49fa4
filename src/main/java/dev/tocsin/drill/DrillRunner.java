package dev.tocsin.drill;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.ClusterException;
import dev.tocsin.respond.RespondBy;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Input;
import dev.tocsin.signal.receive.Receivers;
import dev.tocsin.timeline.DrillClock;
import dev.tocsin.timeline.Evidence;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Raised;
import dev.tocsin.timeline.Recovery;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Secrets;
import dev.tocsin.timeline.Span;
import dev.tocsin.timeline.Verdict;
import dev.tocsin.timeline.Version;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs one drill from nothing to its outcome. Whatever goes wrong on the way, there is an outcome and no cluster left. */
public final class DrillRunner {
    private final Supplier<Cluster> clusters;
    private final Consumer<Fact> progress;
    private final BiPredicate<Cluster, Verdict> keep;
    private final Parts parts;
    private Receivers receivers = Receivers.none();
    private boolean ownReceivers = true;
    private Consumer<Secrets> secrets = captured -> {};
    private volatile @Nullable String ended;
    private volatile @Nullable Thread running;

    /**
     * @param clusters starts a cluster for the drill alone
     * @param progress told of each fact as it happens
     */
    public DrillRunner(Supplier<Cluster> clusters, Consumer<Fact> progress) {
        this(clusters, progress, (cluster, verdict) -> false, Parts.whole(RespondBy.PROCEDURES));
    }

    /**
     * @param keep asked at the end whether the cluster goes on, and says how to reach it
     * @param parts what drills are run with
     */
    public DrillRunner(
            Supplier<Cluster> clusters, Consumer<Fact> progress, BiPredicate<Cluster, Verdict> keep, Parts parts) {
        this.parts = parts;
        this.clusters = clusters;
        this.progress = progress;
        this.keep = keep;
    }

    /**
     * Listens to detectors of the team's own as well.
     *
     * @param of the run; they are its to close
     */
    public DrillRunner receiving(Receivers of) {
        receivers = of;
        ownReceivers = false;
        return this;
    }

    /** @param holder gets, at the drill's end, what nobody may find in anything that is written of it */
    public DrillRunner tellingSecrets(Consumer<Secrets> holder) {
        secrets = holder;
        return this;
    }

    /** Ends the drill that is running as soon as may be: its cluster goes, and its outcome is inconclusive. */
    public void cancel() {
        cancel("interrupted");
    }

    private void cancel(String why) {
        ended = ended == null ? why : ended;
        Thread drilling = running;
        if (drilling != null) {
            drilling.interrupt();
        }
    }

    public Outcome run(Drill drill, DrillRules rules) {
        running = Thread.currentThread();
        DrillClock clock = DrillClock.system();
        Journal journal = new Journal(clock, progress);
        Record record = new Record(journal);
        record.keepFiles(rules.inputs());
        record.begin(Phase.PREPARE);
        journal.note(
                Actor.DRILL,
                "drill " + drill.info().name() + ": " + drill.info().title());
        try {
            Cluster cluster = clusters.get();
            try {
                cluster.whenToEnd(this::cancel);
                on(cluster, drill, rules, journal, record);
            } finally {
                running = null;
                Thread.interrupted(); // what ended the drill must not end its clean-up
                if (!keep.test(cluster, record.worst)) {
                    cluster.close();
                }
            }
        } catch (ClusterException e) {
            inconclusive(record, e);
            if (!e.nodeLog().isEmpty()) {
                journal.keep("log of the node", "text/plain", e.nodeLog());
            }
        } catch (RuntimeException e) {
            inconclusive(record, e);
        }
        record.end(Verdict.HELD, "");
        secrets.accept(journal.secrets());
        return record.outcome(drill);
    }

    private void inconclusive(Record record, Exception e) {
        record.inconclusive(
                ended == null
                        ? e
                        : new Inconclusive(
                                ended + " in phase " + record.journal.phase().label()));
    }

    private void on(Cluster cluster, Drill drill, DrillRules rules, Journal journal, Record record) {
        record.environment.putAll(cluster.description());
        record.environment("Tocsin", Version.TOCSIN);
        record.environment("Java", Runtime.version().toString());
        try (DrillRun run = new DrillRun(drill, rules, parts, receivers, cluster, journal, record)) {
            run.phases();
        } catch (Exception e) { // an InterruptedException too: Awaitility lets it through
            inconclusive(record, e);
            journal.keep("log of the node", "text/plain", cluster.nodeLog(200));
        } finally {
            if (ownReceivers) {
                receivers.close();
            }
        }
    }

    /** What the drill has come to so far. */
    static final class Record {
        private final Journal journal;
        private final Instant from;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<Span> spans = new ArrayList<>();
        private final List<Result> results = new ArrayList<>();
        private List<Raised> raised = List.of();
        private Recovery recovery = Recovery.NONE;
        private @Nullable Instant t0;
        private @Nullable Phase open;
        private Instant openedAt;
        private Verdict worst = Verdict.HELD;
        private String cause = "";

        private Record(Journal journal) {
            this.journal = journal;
            this.from = journal.now();
            this.openedAt = from;
        }

        void environment(String name, String value) {
            environment.put(name, value);
        }

        /** The digests of what pods run now; looked at before and after, as pods come and go. */
        void images(KubernetesClient admin) {
            PodImages.of(admin).forEach((image, digest) -> environment("Image " + image, digest));
        }

        /** What the recovery came to. */
        void recovery(Recovery figures) {
            recovery = figures;
        }

        /** What was raised since T0. */
        void raised(List<Raised> all) {
            raised = all;
        }

        void t0(Instant moment) {
            t0 = moment;
        }

        /** @throws CancellationException if the drill is to end */
        void begin(Phase phase) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
            end(Verdict.HELD, "");
            journal.enter(phase);
            open = phase;
            openedAt = journal.now();
        }

        /** Ends the open phase. */
        void end(Verdict least, String note) {
            if (open == null) {
                return;
            }
            spans.add(new Span(open, openedAt, journal.now(), least, note));
            open = null;
        }

        /** The phases, each judged by its own end and its objectives, some of which are known only later. */
        private List<Span> judged() {
            return spans.stream()
                    .map(span -> {
                        List<Result> own = results.stream()
                                .filter(result -> result.objective().phase() == span.phase())
                                .toList();
                        String notes = Stream.concat(
                                        Stream.of(span.note()),
                                        own.stream()
                                                .filter(result -> result.verdict() != Verdict.HELD)
                                                .map(result -> result.objective()
                                                                .title() + " "
                                                        + result.verdict().label()))
                                .filter(note -> !note.isEmpty())
                                .collect(Collectors.joining("; "));
                        Verdict worstOf = Verdict.worst(Stream.concat(
                                        Stream.of(span.verdict()), own.stream().map(Result::verdict))
                                .toList());
                        return new Span(span.phase(), span.from(), span.to(), worstOf, notes);
                    })
                    .toList();
        }

        void result(Result result) {
            results.add(result);
            // That one could not be judged makes nothing of another that surely failed.
            if (result.verdict() != Verdict.HELD
                    && (result.verdict() != Verdict.INCONCLUSIVE || worst == Verdict.HELD)) {
                fail(
                        result.verdict(),
                        result.objective().title() + " " + result.verdict().label() + ": " + result.explanation());
            }
        }

        /** Whether an objective of a phase was not met at all. */
        boolean missed(Phase phase) {
            return results.stream()
                    .anyMatch(result -> result.objective().phase() == phase && result.verdict() == Verdict.MISSED);
        }

        void fail(Verdict verdict, String why) {
            if (verdict.compareTo(worst) > 0) {
                worst = verdict;
                cause = why;
            }
        }

        private void inconclusive(Exception e) {
            String why = why(e);
            journal.note(Actor.DRILL, "inconclusive: " + why);
            fail(Verdict.INCONCLUSIVE, why);
            end(Verdict.INCONCLUSIVE, why);
        }

        /** The client says of a connection that broke no more than that an error has occurred; its cause says which. */
        private static String why(Exception e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return e instanceof KubernetesClientException && e.getCause() != null
                    ? why + " (" + e.getCause() + ")"
                    : why;
        }

        private void keepFiles(List<Input> inputs) {
            for (Input input : inputs) {
                journal.keep(
                        input.kind().equals("scenario") ? input.name() : input.kind() + " " + input.name(),
                        "application/yaml",
                        input.text(),
                        new Evidence.Source(input.kind(), input.file(), input.sha256()));
            }
        }

        private Outcome outcome(Drill drill) {
            return journal.secrets()
                    .redact(new Outcome(
                            drill.info(),
                            environment,
                            from,
                            journal.now(),
                            t0,
                            judged(),
                            List.copyOf(results),
                            raised,
                            journal.facts(),
                            journal.evidence(),
                            worst,
                            cause,
                            recovery));
        }
    }
}
