package dev.tocsin.respond.people;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Durations;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Journal;
import java.time.Duration;

/**
 * What stakeholders are told, by the fields that incident-handling guides ask for: what, when, whom it concerns, how
 * severe, where it stands, what was done, when there is more, whom to ask. {@code text} says it in one line, as chat
 * services take it.
 */
final class Message {
    private static final Duration NEXT = Duration.ofMinutes(30);

    private Message() {}

    static ObjectNode of(ObjectNode params, Alert alert, Journal journal) {
        String status = params.path("status").asText();
        String severity = params.path("severity").asText(alert.severity());
        String what = params.path("what").asText(alert.title());
        String affected = params.path("affected").asText();
        ObjectNode message = params.objectNode();
        message.put(
                "text",
                "[" + status + "] " + severity + ": " + what + ". Affected: " + affected + ". Contact: "
                        + params.path("contact").asText());
        // What is raised again about the same is the same incident.
        message.put(
                "incident",
                alert.rule() + " " + String.join(" ", alert.entities().known().values()));
        message.set("to", params.path("to"));
        message.put("status", status);
        message.put("severity", severity);
        message.put("what", what);
        message.put("happened", alert.happened().toString());
        message.put("detected", alert.seen().toString());
        message.put("told", journal.now().toString());
        message.put("affected", affected);
        ObjectNode about = message.putObject("about");
        alert.entities().known().forEach(about::put);
        ArrayNode actions = message.putArray("actions");
        for (Fact fact : journal.facts()) {
            if (fact.actor() == Fact.Actor.RESPONDER && !fact.details().containsKey(Notify.KEY)) {
                actions.addObject().put("at", fact.seen().toString()).put("what", fact.text());
            }
        }
        message.put(
                "nextUpdate",
                journal.now()
                        .plus(Durations.of(params.path("nextUpdate"), NEXT))
                        .toString());
        message.put("contact", params.path("contact").asText());
        return message;
    }
}
