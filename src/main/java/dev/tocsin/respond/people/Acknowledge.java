package dev.tocsin.respond.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Fact.Actor;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code acknowledge}: waits until somebody agrees; how long that takes counts like anything else. */
@AutoService(Action.class)
public final class Acknowledge implements Action {
    @Override
    public String name() {
        return "acknowledge";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of();
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of("# wait until somebody has said yes to: "
                + params.path("question").asText());
    }

    /** Each is asked by itself. */
    @Override
    public String target(ObjectNode params) {
        return "question " + params.path("id").asText();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Acknowledgements asked = Acknowledgements.here();
        String question = params.path("question").asText();
        String id = asked.ask(params.path("id").asText(), question);
        Instant from = with.journal().now();
        with.journal()
                .note(
                        Actor.RESPONDER,
                        "waits for an acknowledgement: " + question,
                        Map.of("acknowledge with", "ci/tocsin ack " + id + " --by <name>"));
        try {
            Acknowledgements.Given given = asked.await(id);
            Instant at = with.journal().now();
            return new Changes()
                    .put("question", question)
                    .put("by", given.by())
                    .put("at", at)
                    .put("note", given.note())
                    .put("waited", Duration.between(from, at).toMillis() + " ms")
                    .done(given.by() + " acknowledged: " + question);
        } finally {
            asked.forget(id);
        }
    }
}
