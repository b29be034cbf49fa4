package dev.tocsin.drill;

import dev.tocsin.scenario.Drill;
import dev.tocsin.signal.Event;
import dev.tocsin.timeline.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The audit records that matter: what the attacker and the responder did since T0, and what raised the alerts. */
final class AuditEvidence {
    private AuditEvidence() {}

    /** One record a line, as the API server wrote it. */
    static String of(List<Event> records, List<Alert> alerts, Drill drill, Instant t0) {
        Set<String> users = drill.inject().stream()
                .flatMap(step -> Steps.accounts(step).stream())
                .map(account -> "system:serviceaccount:" + account.replace('/', ':'))
                .collect(Collectors.toSet());
        users.add("system:serviceaccount:" + Identities.NAMESPACE + ":" + Identities.RESPONDER);
        // A stolen identity is not one of the scenario's own: the alerts name it.
        alerts.forEach(alert -> users.add(alert.entities().user()));
        Set<String> alerted =
                alerts.stream().flatMap(alert -> alert.evidence().stream()).collect(Collectors.toSet());
        return records.stream()
                .filter(record ->
                        record.source().equals("audit") && !record.happened().isBefore(t0))
                .filter(record -> alerted.contains(record.line()) || users.contains(user(record)))
                .map(Event::line)
                .collect(Collectors.joining("\n"));
    }

    private static String user(Event record) {
        return record.body().get("user") instanceof Map<?, ?> user ? String.valueOf(user.get("username")) : "";
    }
}
