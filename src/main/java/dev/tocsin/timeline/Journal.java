package dev.tocsin.timeline;

import dev.tocsin.timeline.Fact.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The running record of one drill: facts and evidence, written from any thread, in the order in which they were seen. */
public final class Journal {
    private final InstantSource clock;
    private final Consumer<Fact> listener;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final Secrets secrets = new Secrets();
    private volatile Phase phase = Phase.PREPARE;

    /**
     * @param clock what time it is
     * @param listener told of each fact at once, for live progress
     */
    public Journal(InstantSource clock, Consumer<Fact> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** What must not appear in anything that is noted or kept. */
    public Secrets secrets() {
        return secrets;
    }

    public Instant now() {
        return clock.instant();
    }

    public Phase phase() {
        return phase;
    }

    public void enter(Phase next) {
        phase = next;
    }

    /** Notes what happens now. */
    public Fact note(Actor actor, String text) {
        return note(actor, now(), null, text, Map.of());
    }

    /** Notes what happens now, with details. */
    public Fact note(Actor actor, String text, Map<String, String> details) {
        return note(actor, now(), null, text, details);
    }

    /** Notes what was seen at a moment and happened at another. */
    public Fact note(Actor actor, Instant seen, @Nullable Instant happened, String text, Map<String, String> details) {
        return note(phase, actor, seen, happened, text, details);
    }

    /** Notes something that belongs to a phase which may have been left. */
    public synchronized Fact note(
            Phase of, Actor actor, Instant seen, @Nullable Instant happened, String text, Map<String, String> details) {
        Fact fact = secrets.redact(new Fact(of, actor, seen, happened, text, details));
        facts.add(fact);
        listener.accept(fact);
        return fact;
    }

    /** Keeps a file for the report. */
    public synchronized void keep(String name, String mediaType, String content) {
        evidence.add(new Evidence(phase, secrets.redact(name), mediaType, secrets.redact(content)));
    }

    /** Keeps a file that the drill is run from. */
    public synchronized void keep(String name, String mediaType, String content, Evidence.Source source) {
        evidence.add(new Evidence(phase, secrets.redact(name), mediaType, secrets.redact(content), source));
    }

    public synchronized List<Fact> facts() {
        return facts.stream().sorted(Comparator.comparing(Fact::seen)).toList();
    }

    public synchronized List<Evidence> evidence() {
        return List.copyOf(evidence);
    }
}
