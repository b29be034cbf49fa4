package com.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/** An action of somebody else's: takes an annotation away. */
@AutoService(Action.class)
public final class ClearAnnotation implements Action {
    @Override
    public String name() {
        return "clear-annotation";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Rights.allow("", "namespaces", "get", "patch"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of("kubectl annotate namespace " + params.path("namespace").asText() + " "
                + params.path("key").asText() + "-");
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        ObjectNode patch = params.objectNode();
        patch.withObject("/metadata/annotations").putNull(params.path("key").asText());
        with.client()
                .namespaces()
                .withName(params.path("namespace").asText())
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        return new Done("cleared " + params.path("key").asText());
    }
}
