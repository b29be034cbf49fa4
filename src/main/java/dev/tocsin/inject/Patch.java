package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.Set;

/** {@code patch}: sends a merge patch with a service account's token. */
@AutoService(StepKind.class)
public final class Patch implements StepKind {
    @Override
    public String name() {
        return "patch";
    }

    @Override
    public String says(ObjectNode params) {
        return "as " + params.path("as").asText() + ", patch "
                + params.path("kind").asText() + " "
                + (params.has("namespace") ? params.path("namespace").asText() + "/" : "")
                + params.path("name").asText() + " with "
                + params.path("merge").toString().replace("\"", "");
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return ApiRequest.resource(params).touched();
    }

    @Override
    public ObjectNode harmless(ObjectNode params) {
        return ApiRequest.tried(params);
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        return ApiRequest.send(
                scope.as(params.path("as").asText()),
                "PATCH",
                ApiRequest.resource(params)
                                .path(
                                        ApiRequest.text(params, "/namespace"),
                                        params.path("name").asText())
                        + ApiRequest.dryRun(params),
                "application/merge-patch+json",
                params.path("merge"));
    }
}
