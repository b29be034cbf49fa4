package dev.tocsin.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;

/** {@code create}: creates an object with a service account's token. */
@AutoService(StepKind.class)
public final class Create implements StepKind {
    @Override
    public String name() {
        return "create";
    }

    @Override
    public String says(ObjectNode params) {
        return "as " + params.path("as").asText() + ", create "
                + params.at("/object/kind").asText() + " "
                + params.at("/object/metadata/name")
                        .asText(params.at("/object/metadata/generateName").asText() + "*")
                + (params.at("/object/metadata/namespace").isTextual()
                        ? " in " + params.at("/object/metadata/namespace").asText()
                        : "");
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        JsonNode object = params.path("object");
        String path = ApiRequest.path(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                object.at("/metadata/namespace").isTextual()
                        ? object.at("/metadata/namespace").asText()
                        : null,
                null);
        return ApiRequest.send(scope.as(params.path("as").asText()), "POST", path, "application/json", object);
    }
}
