package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Condition;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Resource;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Set;

/** {@code wait}: looks at an object once and judges it by a condition in CEL. */
@AutoService(StepKind.class)
public final class Wait implements StepKind {
    @Override
    public String name() {
        return "wait";
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        return params.path("until").isTextual()
                ? Condition.faults("object", params.path("until").asText()).stream()
                        .map(fault -> new Fault("/until", fault))
                        .toList()
                : List.of();
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        Resource resource = resource(params);
        return List.of(Rights.allow(resource.group(), resource.plural(), "get"));
    }

    @Override
    public String says(ObjectNode params) {
        return "look at " + params.path("kind").asText() + " "
                + (params.has("namespace") ? params.path("namespace").asText() + "/" : "")
                + params.path("name").asText() + " until "
                + params.path("until").asText();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    private static Resource resource(ObjectNode params) {
        return Resource.of(
                params.path("apiVersion").asText(), params.path("kind").asText());
    }

    /** It only looks. */
    @Override
    public ObjectNode harmless(ObjectNode params) {
        return params;
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        Resource resource = resource(params);
        boolean namespaced = params.has("namespace");
        var objects = scope.prober()
                .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(resource.group())
                        .withVersion(resource.version())
                        .withKind(params.path("kind").asText())
                        .withPlural(resource.plural())
                        .withNamespaced(namespaced)
                        .build());
        String name = params.path("name").asText();
        GenericKubernetesResource object = namespaced
                ? objects.inNamespace(params.path("namespace").asText())
                        .withName(name)
                        .get()
                : objects.withName(name).get();
        if (object == null) {
            return Observation.of("met", false).with("exists", false).with("message", "there is no such object");
        }
        return look(params.path("until").asText(), object).with("exists", true);
    }

    private static Observation look(String until, GenericKubernetesResource object) {
        Condition condition = Condition.of("object", until);
        try {
            Object value = condition.value(object);
            return Observation.of("met", Boolean.TRUE.equals(value)).with("value", value);
        } catch (IllegalArgumentException e) {
            return Observation.of("met", false).with("message", String.valueOf(e.getMessage()));
        }
    }
}
