package dev.tocsin.respond.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Fact;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/** {@code notify}: tells stakeholders where an incident stands. The message is kept with the report, sent or not. */
@AutoService(Action.class)
public final class Notify implements Action {
    /** The detail that says which message went out. */
    static final String KEY = "notified";

    private static final String ONCE = "once";

    @Override
    public String name() {
        return "notify";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return params.has(ONCE) ? Serving.of(params).needs() : List.of();
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        List<String> lines = new ArrayList<>();
        if (params.has(ONCE)) {
            lines.add(Serving.of(params).kubectl());
        }
        lines.add("# tell " + String.join(", ", to(params)) + ": "
                + params.path("status").asText() + ", what happened,"
                + " since when, who is affected, what was done, when they hear more, whom to ask");
        return lines;
    }

    /**
     * The same people one after the other: who is told that something is over has been told before that it began. What waits
     * keeps no other one waiting.
     */
    @Override
    public String target(ObjectNode params) {
        return "what " + String.join(", ", to(params)) + " are told" + (params.has(ONCE) ? " once all serves" : "");
    }

    private static List<String> to(ObjectNode params) {
        List<String> to = new ArrayList<>();
        params.path("to").forEach(role -> to.add(role.asText()));
        return to;
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return params.has("file");
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        String serves = params.has(ONCE) ? Serving.of(params).await(with) : "";
        ObjectNode message = Message.of(params, with.alert(), with.journal());
        if (!serves.isEmpty()) {
            message.put("serves", serves);
        }
        String what =
                message.path("incident").asText() + " " + params.path("status").asText() + " to " + message.path("to");
        if (with.journal().facts().stream()
                .anyMatch(fact -> fact.actor() == Fact.Actor.RESPONDER
                        && what.equals(fact.details().get(KEY)))) {
            return new Done(
                    "stakeholders were told already: " + params.path("status").asText());
        }
        with.journal()
                .keep(
                        "message to stakeholders: " + params.path("status").asText(),
                        "application/json",
                        message.toPrettyString());
        Changes changes = new Changes().put(KEY, what).put("evidence", "kept the message");
        String sent = Outbox.send(params, message, with);
        changes.put("sent to", sent).residual(sent.isEmpty() ? "it was written, and sent nowhere" : "");
        return changes.done("told stakeholders: " + params.path("status").asText());
    }
}
