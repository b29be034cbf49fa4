package dev.tocsin.drill;

import dev.tocsin.sigma.Match;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import dev.tocsin.timeline.Raised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into alerts, takes those of other detectors, and hands them to the responder. While an attack is being
 * injected alerts are raised and timed but held back, so that the attack can be seen to have worked before anything
 * stops it. Rules that the drill does not expect are watched as well: what they raise is listed, and nobody acts on it.
 */
final class Detector implements Sink {
    private final Set<String> expected;
    private final RuleSet rules;
    private final RuleSet others;
    private final Journal journal;
    private final List<Event> events = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Alert> unexpected = new ArrayList<>();
    private @Nullable Consumer<Alert> responder;
    private @Nullable Instant released;

    /**
     * @param expected the names of the rules that the drill expects
     * @param rules those rules, and what they refer to
     * @param others further rules, to see what else is raised
     */
    Detector(Set<String> expected, List<Rule> rules, List<Rule> others, Journal journal) {
        this.expected = expected;
        this.rules = new RuleSet(rules);
        this.others = new RuleSet(others);
        this.journal = journal;
    }

    @Override
    public synchronized void event(Event event) {
        events.add(event);
        for (Match match : rules.match(event.logSource(), event.body(), event.happened())) {
            alert(alert(event, match));
        }
        for (Match match : others.match(event.logSource(), event.body(), event.happened())) {
            if (!expected.contains(match.rule().name())) {
                alert(alert(event, match));
            }
        }
    }

    private Alert alert(Event event, Match match) {
        return new Alert(
                match.rule().name(),
                match.rule().title(),
                match.rule().level(),
                event.source(),
                event.happened(),
                journal.now(),
                event.entities(),
                match.fields(),
                List.of(event.line()));
    }

    @Override
    public synchronized void alert(Alert alert) {
        if (!expected.contains(alert.rule())) {
            unexpected.add(alert);
            return;
        }
        alerts.add(alert);
        journal.note(
                Actor.DETECTOR,
                alert.seen(),
                alert.happened(),
                "alert " + alert.rule(),
                Map.of(
                        "severity",
                        alert.severity(),
                        "about",
                        alert.entities().toString(),
                        "fields",
                        alert.fields().toString()));
        if (responder != null) {
            responder.accept(alert);
        }
    }

    /** From now on the responder gets alerts, first those that were held back since a moment. */
    synchronized Instant release(Consumer<Alert> to, Instant since) {
        Instant now = journal.now();
        released = now;
        responder = to;
        alerts.stream().filter(alert -> alert.since(since)).forEach(to);
        return now;
    }

    /** The first alert that is wanted and happened at or after a moment; null if none came. */
    synchronized @Nullable Alert first(Predicate<Alert> wanted, Instant since) {
        return alerts.stream()
                .filter(alert -> alert.since(since) && wanted.test(alert))
                .findFirst()
                .orElse(null);
    }

    /** When the responder got an alert. */
    synchronized Instant handedOver(Alert alert) {
        return released != null && released.isAfter(alert.seen()) ? released : alert.seen();
    }

    /** Those of the rules that the drill expects, in the order in which they were raised. */
    synchronized List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** Every alert since a moment, expected or not; those of one rule about the same are counted together. */
    synchronized List<Raised> raised(Instant since) {
        return Raised.of(
                java.util.stream.Stream.of(alerts, unexpected)
                        .flatMap(Collection::stream)
                        .filter(alert -> alert.since(since))
                        .toList(),
                expected);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }
}
