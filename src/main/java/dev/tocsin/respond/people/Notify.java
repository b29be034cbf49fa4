package dev.tocsin.respond.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Fact;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code notify}: tells stakeholders where an incident stands. The message is kept with the report, sent or not. */
@AutoService(Action.class)
public final class Notify implements Action {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int FIRST_FAILURE = 300;
    private static final String KEY = "notified";

    @Override
    public String name() {
        return "notify";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of();
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        List<String> to = new ArrayList<>();
        params.path("to").forEach(role -> to.add(role.asText()));
        return List.of(
                "# tell " + String.join(", ", to) + ": " + params.path("status").asText() + ", what happened,"
                        + " since when, who is affected, what was done, when they hear more, whom to ask");
    }

    @Override
    public String target(ObjectNode params) {
        return "message " + params;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        ObjectNode message = Message.of(params, with.alert(), with.journal());
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
        if (params.has("webhook")) {
            URI address = URI.create(params.path("webhook").asText());
            // The address may hold a token: only its host is said.
            changes.put("sent to", address.getHost() + ", which answered " + post(address, message, with));
        } else {
            changes.residual("it was written, and sent nowhere");
        }
        return changes.done("told stakeholders: " + params.path("status").asText());
    }

    private static int post(URI address, ObjectNode message, Responding with) {
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(LONGEST)
                    .build()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .timeout(LONGEST)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            with.journal().secrets().redact(message.toString())))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= FIRST_FAILURE) {
                throw new IllegalStateException("stakeholders were not told: " + address.getHost() + " answered "
                        + answer.statusCode() + " " + answer.body().strip());
            }
            return answer.statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "stakeholders were not told: " + address.getHost() + " could not be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stakeholders were not told in time", e);
        }
    }
}
