package dev.tocsin.drill;

import dev.tocsin.prove.Answers;
import dev.tocsin.prove.Proof;
import dev.tocsin.scenario.Detect;
import dev.tocsin.scenario.Response;
import dev.tocsin.scenario.Steady;
import dev.tocsin.scenario.Step;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import dev.tocsin.timeline.Objective;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.StartPoint;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Watches for what the drill demands and judges it by its time. */
final class Objectives {
    private final Detector detector;
    private final Steps steps;
    private final Journal journal;
    private final Executor watchers;
    private final Watch watch;

    Objectives(Detector detector, Steps steps, Journal journal, Executor watchers, Watch watch) {
        this.watch = watch;
        this.detector = detector;
        this.steps = steps;
        this.journal = journal;
        this.watchers = watchers;
    }

    Result detected(Detect detect, Instant t0) {
        Objective objective = new Objective(
                Phase.DETECT,
                "alert " + detect.rule(),
                detect.within(),
                StartPoint.T0,
                detect.because(),
                detect.at().fileAndLine());
        Alert alert = await(detect, t0);
        return alert == null
                ? Result.of(objective, t0, null, null, Duration.ZERO, nothing(detect, t0))
                : Result.of(
                        objective,
                        t0,
                        alert.seen(),
                        alert.happened(),
                        Duration.ZERO,
                        "raised about " + alert.entities() + " for " + alert.fields());
    }

    /** Why there is none: an alert about something else is told apart from none at all. */
    private String nothing(Detect detect, Instant t0) {
        Alert other = detector.first(alert -> alert.rule().equals(detect.rule()), t0);
        return other == null
                ? "no such alert came while the drill watched"
                : "an alert came about " + other.entities() + ", and none about " + steps.filled(detect.about());
    }

    /** The first alert that is expected since T0; null if none came within its target and the watch after it. */
    @Nullable
    Alert await(Detect detect, Instant t0) {
        Map<String, String> about = new LinkedHashMap<>();
        steps.filled(detect.about())
                .properties()
                .forEach(entry -> about.put(entry.getKey(), entry.getValue().asText()));
        Predicate<Alert> wanted =
                alert -> alert.rule().equals(detect.rule()) && alert.entities().match(about);
        Duration left = Duration.between(journal.now(), t0.plus(watch.of(detect.within())));
        try {
            // The alert carries its own times: the poll interval is not measured.
            Awaitility.await("alert " + detect.rule())
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost((left.isNegative() ? Duration.ZERO : left).plusMillis(50))
                    .until(() -> detector.first(wanted, t0) != null);
        } catch (ConditionTimeoutException e) {
            // Where the injection took longer than the watch, there may be no time left in which to look even once.
        }
        return detector.first(wanted, t0);
    }

    /** @param from when its clock starts; null if what starts it never came */
    Watched proved(Phase phase, Response response, StartPoint start, @Nullable Instant from, String note) {
        return proved(phase, response, start, from, () -> from, note);
    }

    /**
     * The same for a clock whose start is known only when all is over.
     *
     * @param from from when it is watched
     * @param start when its clock started
     */
    Watched proved(
            Phase phase,
            Response response,
            StartPoint point,
            @Nullable Instant from,
            Supplier<@Nullable Instant> start,
            String note) {
        String title = (response.procedure() == null ? "" : response.procedure() + ": ")
                + response.prove().stream().map(Step::title).collect(Collectors.joining(", "));
        Objective objective = new Objective(
                phase,
                title,
                response.within(),
                point,
                response.because(),
                response.at().fileAndLine());
        Duration atMost = from == null ? Duration.ZERO : watch.of(response.within());
        List<CompletableFuture<Proof>> looks = new ArrayList<>();
        List<CompletableFuture<?>> begun = new ArrayList<>();
        for (Step step : response.prove()) {
            CompletableFuture<Instant> first = new CompletableFuture<>();
            CompletableFuture<Proof> look = CompletableFuture.supplyAsync(
                    () -> steps.look(step, response.within(), atMost, () -> first.complete(journal.now())), watchers);
            begun.add(CompletableFuture.anyOf(first, look));
            looks.add(look);
        }
        return new Watched(
                CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)),
                CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new))
                        .thenApply(done -> judged(objective, response, start.get(), looks, note)));
    }

    private Result judged(
            Objective objective,
            Response response,
            @Nullable Instant from,
            List<CompletableFuture<Proof>> looks,
            String note) {
        Instant met = Instant.MIN;
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            Step step = response.prove().get(i);
            Proof proof = looks.get(i).join();
            seen.add(step.title() + ": " + proof.last());
            met = proof.since() == null || met == null ? null : proof.since().isAfter(met) ? proof.since() : met;
            if (proof.since() != null) {
                journal.note(
                        objective.phase(),
                        Actor.PROBER,
                        proof.since(),
                        null,
                        step.title() + " holds" + (step.hold().isZero() ? "" : " for " + Times.target(step.hold())),
                        Map.of("saw", proof.last(), "looks", String.valueOf(proof.looks())));
            } else {
                journal.note(
                        objective.phase(),
                        Actor.PROBER,
                        journal.now(),
                        null,
                        step.title() + " does not hold",
                        Map.of("saw", proof.last()));
            }
        }
        Duration error = looks.stream()
                .map(look -> look.join().error())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return Result.of(objective, from, met, null, error, String.join("; ", seen) + note);
    }

    /**
     * A response being watched.
     *
     * @param begun when every proof has been met once, or its watch has ended
     * @param result when every proof has held for its time, or its watch has ended
     */
    record Watched(CompletableFuture<?> begun, CompletableFuture<Result> result) {}

    /** Judges what had to work throughout. */
    static Result steady(Steady steady, Answers.Summary answers) {
        Objective objective = new Objective(
                Phase.AFTER,
                steady.probe().title() + " throughout",
                steady.maxGap(),
                StartPoint.LAST_GOOD_ANSWER,
                steady.probe().because(),
                steady.probe().at().fileAndLine());
        Answers.Gap gap = answers.longest();
        boolean few = answers.bad() <= steady.maxFailed() && answers.good() > 0;
        boolean held = few && gap.length().compareTo(steady.maxGap()) <= 0;
        String seen = answers.good() + " good answers, " + answers.bad() + " failed"
                + (steady.maxFailed() == 0 ? "" : " of at most " + steady.maxFailed())
                + (answers.badAt().isEmpty() ? "" : " (the first at " + answers.badAt() + ")")
                + ", longest gap " + Times.text(gap.length()) + " from "
                + gap.from().truncatedTo(ChronoUnit.MILLIS);
        if (few && !held && answers.worst().atLeast().compareTo(steady.maxGap()) <= 0) {
            return Result.inconclusive(
                    objective,
                    seen + ", but for " + Times.text(gap.unasked())
                            + " of it the client was kept from asking: its machine is too busy to tell");
        }
        Answers.Gap counts = held ? gap : answers.worst();
        return new Result(
                objective,
                held ? Verdict.HELD : Verdict.MISSED,
                counts.from(),
                counts.from().plus(counts.length()),
                null,
                steady.every(),
                seen);
    }
}
