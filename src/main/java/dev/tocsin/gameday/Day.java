package dev.tocsin.gameday;

import dev.tocsin.respond.people.Acknowledgements;
import dev.tocsin.scenario.GameDay;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A game day while it goes on: what has come of it so far, and whether anything more may begin. */
public final class Day {
    private static final String CORES = "Cores of this machine";
    private final GameDay day;
    private final long seed;
    private final List<String> planned;
    private final InstantSource clock;
    private final Post post;
    private final PrintStream out;
    private final Instant from;
    private final Map<String, List<Trial>> drills = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private String cores = "";
    private String over = "";

    /**
     * It begins now.
     *
     * @param planned the drills of its agenda, in order
     * @param environment where the addresses of services are
     */
    public Day(
            GameDay day,
            long seed,
            List<String> planned,
            InstantSource clock,
            UnaryOperator<@Nullable String> environment,
            PrintStream out) {
        this.day = day;
        this.seed = seed;
        this.planned = List.copyOf(planned);
        this.clock = clock;
        this.post = new Post(environment);
        this.out = out;
        this.from = clock.instant();
    }

    /** Why nothing more begins; empty while something may. Once it is over, it stays so. */
    public synchronized String over() {
        if (over.isEmpty()) {
            over = reason();
        }
        return over;
    }

    /** Nothing more begins, for this reason, unless there was one before. */
    public synchronized void end(String why) {
        if (over.isEmpty()) {
            over = why;
        }
    }

    private String reason() {
        if (left().isZero()) {
            return "its " + Times.target(day.budget()) + " are over";
        }
        long notHeld = count(Verdict.LATE) + count(Verdict.MISSED) + count(Verdict.FALSE_ALARM);
        long inconclusive = count(Verdict.INCONCLUSIVE);
        long unanswered = answers.stream().filter(answer -> !answer.isGiven()).count();
        if (notHeld >= day.stop().notHeld()) {
            return notHeld + (notHeld == 1 ? " drill was" : " drills were") + " not held";
        }
        if (inconclusive >= day.stop().inconclusive()) {
            return inconclusive + (inconclusive == 1 ? " drill was" : " drills were") + " inconclusive";
        }
        return unanswered >= day.stop().unanswered()
                ? unanswered + (unanswered == 1 ? " question was" : " questions were") + " not acknowledged in time"
                : "";
    }

    private long count(Verdict verdict) {
        return drills.values().stream()
                .filter(trials ->
                        Verdict.worst(trials.stream().map(Trial::verdict).toList()) == verdict)
                .count();
    }

    private Duration left() {
        Duration left = day.budget().minus(Duration.between(from, clock.instant()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** A trial of a drill has ended. */
    public synchronized void ran(String drill, Outcome outcome) {
        drills.computeIfAbsent(drill, one -> new ArrayList<>()).add(Trial.of(outcome));
        cores = outcome.environment().getOrDefault(CORES, cores);
    }

    /**
     * Drills on one cluster have ended.
     *
     * @param outcomes in order
     */
    public synchronized void together(List<Outcome> outcomes) {
        Incident.of(outcomes).ifPresent(incident -> {
            incidents.add(incident);
            out.println(incident.text());
        });
    }

    /** Asks, and waits for the answer: as long as the question allows, and not beyond the game day's end. */
    public Answer ask(GameDay.Ask ask) {
        Acknowledgements asked = Acknowledgements.here();
        Instant at = clock.instant();
        String id = asked.ask(ask.id(), ask.question());
        Duration longest = ask.within().compareTo(left()) < 0 ? ask.within() : left();
        out.printf(
                "%s is asked: %s%n  ci/tocsin ack %s --by <name>   # within %s%n",
                ask.of(), ask.question(), id, Times.text(longest));
        Optional<Acknowledgements.Given> given;
        try {
            given = asked.await(id, longest);
        } finally {
            asked.forget(id);
        }
        Answer answer = new Answer(
                ask.id(),
                ask.question(),
                ask.of(),
                ask.within(),
                at,
                given.map(Acknowledgements.Given::by).orElse(null),
                given.map(Acknowledgements.Given::note).orElse(""),
                Duration.between(at, clock.instant()));
        synchronized (this) {
            answers.add(answer);
        }
        return answer;
    }

    public Message tell(GameDay.Tell tell) {
        Instant at = clock.instant();
        String text = String.join(", ", tell.to()) + ": " + tell.what()
                + (tell.contact() == null ? "" : " Contact: " + tell.contact());
        Message draft = new Message(at, tell.to(), tell.what(), tell.contact(), "kept, sent nowhere");
        Message told = tell.env() == null
                ? draft
                : new Message(
                        at,
                        tell.to(),
                        tell.what(),
                        tell.contact(),
                        post.to(tell.env(), DayRecord.json(day, draft, text)));
        out.printf("told %s (%s)%n", text, told.sent());
        synchronized (this) {
            messages.add(told);
        }
        return told;
    }

    /**
     * Sums it up and compares it with earlier ones.
     *
     * @param run the name of the run's folder
     * @param history their results, oldest first
     * @param trouble why there are none, if there should be
     */
    synchronized DayRecord conclude(String run, List<DayResult> history, String trouble) {
        List<String> notRun =
                planned.stream().filter(name -> !drills.containsKey(name)).toList();
        List<String> unanswered = answers.stream()
                .filter(answer -> !answer.isGiven())
                .map(Answer::id)
                .toList();
        DayResult plain = new DayResult(
                run, from, clock.instant(), seed, cores, over, drills, notRun, unanswered, new TreeSet<>());
        Comparison comparison = Comparison.of(history, plain);
        comparison.slowdowns().forEach(one -> plain.slower().add(one.drill()));
        return new DayRecord(day, plain, comparison, Changes.of(history, plain), answers, messages, incidents, trouble);
    }

    GameDay day() {
        return day;
    }

    Post post() {
        return post;
    }
}
