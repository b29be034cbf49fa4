package dev.tocsin.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.Set;

/** {@code apply}: server-side apply of an object with a service account's token. */
@AutoService(StepKind.class)
public final class Apply implements StepKind {
    /** The manager that kubectl names: an attacker has no reason for another. */
    private static final String MANAGER = "fieldManager=kubectl";

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public String says(ObjectNode params) {
        return "as " + params.path("as").asText() + ", apply " + Create.named(params.path("object"));
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
        String path = ApiRequest.resource(object)
                .path(ApiRequest.text(object, "/metadata/namespace"), ApiRequest.text(object, "/metadata/name"));
        return ApiRequest.send(
                scope.as(params.path("as").asText()),
                "PATCH",
                path
                        + (ApiRequest.dryRun(params).isEmpty() ? "?" : ApiRequest.dryRun(params) + "&")
                        + MANAGER
                        + (params.path("force").asBoolean() ? "&force=true" : ""),
                "application/apply-patch+yaml", // of which JSON is a part
                object);
    }
}
