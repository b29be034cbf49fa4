package com.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Set;

/** An attack of somebody else's: marks a namespace as owned. */
@AutoService(StepKind.class)
public final class Annotate implements StepKind {
    @Override
    public String name() {
        return "annotate";
    }

    @Override
    public String says(ObjectNode params) {
        return "as " + params.path("as").asText() + ", mark namespace " + params.path("namespace").asText();
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        return params.path("key").asText().contains("/")
                ? List.of()
                : List.of(new Fault("/key", "Give the annotation a prefix: example.com/" + params.path("key").asText()));
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of("namespaces");
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        ObjectNode patch = params.objectNode();
        patch.withObject("/metadata/annotations").set(params.path("key").asText(), params.path("value"));
        try {
            scope.as(params.path("as").asText())
                    .namespaces()
                    .withName(params.path("namespace").asText())
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
            return Observation.of("status", 200);
        } catch (KubernetesClientException e) {
            return Observation.of("status", e.getCode());
        }
    }
}
