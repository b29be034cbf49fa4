package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.Set;

/** {@code delete}: deletes an object with a service account's token. */
@AutoService(StepKind.class)
public final class Delete implements StepKind {
    @Override
    public String name() {
        return "delete";
    }

    @Override
    public String says(ObjectNode params) {
        return "as " + params.path("as").asText() + ", delete "
                + params.path("kind").asText() + " "
                + (params.has("namespace") ? params.path("namespace").asText() + "/" : "")
                + params.path("name").asText();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return ApiRequest.resource(params).touchedByDeletion();
    }

    @Override
    public ObjectNode harmless(ObjectNode params) {
        return ApiRequest.tried(params);
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        ObjectNode options = params.objectNode().put("apiVersion", "v1").put("kind", "DeleteOptions");
        if (params.has("grace")) {
            options.put("gracePeriodSeconds", params.path("grace").asInt());
        }
        if (params.has("propagation")) {
            options.put("propagationPolicy", params.path("propagation").asText());
        }
        if (params.path("dryRun").asBoolean()) {
            options.putArray("dryRun").add("All"); // with a body, the API server does not read it from the path
        }
        return ApiRequest.send(
                scope.as(params.path("as").asText()),
                "DELETE",
                ApiRequest.resource(params)
                                .path(
                                        ApiRequest.text(params, "/namespace"),
                                        params.path("name").asText())
                        + ApiRequest.dryRun(params),
                "application/json",
                options);
    }
}
