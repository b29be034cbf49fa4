package dev.tocsin.drill;

import dev.tocsin.sigma.Match;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.signal.AuditRecord;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns audit records into alerts, and hands them to the responder. While an attack is being injected alerts are raised
 * and timed but held back, so that the attack can be seen to have worked before anything stops it.
 */
final class Detector {
    private final RuleSet rules;
    private final Journal journal;
    private final List<Alert> alerts = new ArrayList<>();
    private @Nullable Consumer<Alert> responder;
    private @Nullable Instant released;

    Detector(List<Rule> rules, Journal journal) {
        this.rules = new RuleSet(rules);
        this.journal = journal;
    }

    void accept(AuditRecord record) {
        for (Match match : rules.match(record.body(), record.happened())) {
            raise(new Alert(
                    match.rule().name(),
                    match.rule().title(),
                    match.rule().level(),
                    record.happened(),
                    journal.now(),
                    match.fields()));
        }
    }

    private synchronized void raise(Alert alert) {
        alerts.add(alert);
        journal.note(
                Actor.DETECTOR,
                alert.seen(),
                alert.happened(),
                "alert " + alert.rule(),
                Map.of("severity", alert.severity(), "fields", alert.fields().toString()));
        if (responder != null) {
            responder.accept(alert);
        }
    }

    /** From now on the responder gets alerts, first those that were held back since a moment. */
    synchronized Instant release(Consumer<Alert> to, Instant since) {
        Instant now = journal.now();
        released = now;
        responder = to;
        alerts.stream().filter(alert -> !alert.happened().isBefore(since)).forEach(to);
        return now;
    }

    /** The first alert of a rule that happened at or after a moment; null if none came. */
    synchronized @Nullable Alert first(String rule, Instant since) {
        return alerts.stream()
                .filter(alert -> alert.rule().equals(rule) && !alert.happened().isBefore(since))
                .findFirst()
                .orElse(null);
    }

    /** When the responder got an alert. */
    synchronized Instant handedOver(Alert alert) {
        return released != null && released.isAfter(alert.seen()) ? released : alert.seen();
    }

    synchronized List<Alert> alerts() {
        return List.copyOf(alerts);
    }
}
