package dev.tocsin.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.Set;

/** {@code create}: creates an object with a service account's token. */
@AutoService(StepKind.class)
public final class Create implements StepKind {
    @Override
    public String name() {
        return "create";
    }

    @Override
    public String says(ObjectNode params) {
        return "as " + params.path("as").asText() + ", create " + named(params.path("object"));
    }

    /** {@code Pod build-* in dev}. */
    static String named(JsonNode object) {
        return object.path("kind").asText() + " "
                + object.at("/metadata/name")
                        .asText(object.at("/metadata/generateName").asText() + "*")
                + (object.at("/metadata/namespace").isTextual()
                        ? " in " + object.at("/metadata/namespace").asText()
                        : "");
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return ApiRequest.resource(params.path("object")).touched();
    }

    @Override
    public JsonNode makes(ObjectNode params) {
        return params.path("object");
    }

    @Override
    public ObjectNode harmless(ObjectNode params) {
        return ApiRequest.tried(params);
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        JsonNode object = params.path("object");
        String path = ApiRequest.resource(object).path(ApiRequest.text(object, "/metadata/namespace"), null);
        return ApiRequest.send(
                scope.as(params.path("as").asText()),
                "POST",
                path + ApiRequest.dryRun(params),
                "application/json",
                object);
    }
}
