package dev.tocsin.signal.runtime;

import dev.tocsin.sigma.Match;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.timeline.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps what a source says, and what rules make of it. */
final class Watched implements Sink {
    private final RuleSet rules;
    private final List<Event> events = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();

    record Alarm(Match match, Event event) {}

    Watched(List<Rule> rules) {
        this.rules = new RuleSet(rules);
    }

    @Override
    public synchronized void event(Event event) {
        events.add(event);
        for (Match match : rules.match(event.logSource(), event.body(), event.happened())) {
            alarms.add(new Alarm(match, event));
        }
    }

    @Override
    public void alert(Alert alert) {
        throw new AssertionError("this source raises no alerts: " + alert);
    }

    synchronized void forget() {
        events.clear();
        alarms.clear();
    }

    synchronized List<Event> all() {
        return List.copyOf(events);
    }

    synchronized List<Event> about(String... pods) {
        return events.stream()
                .filter(event -> Set.of(pods).contains(event.entities().pod()))
                .toList();
    }

    synchronized List<Alarm> alarms() {
        return List.copyOf(alarms);
    }
}
