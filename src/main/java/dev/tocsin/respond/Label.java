package dev.tocsin.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code label}: sets labels of a namespace, such as those of Pod Security. */
@AutoService(Action.class)
public final class Label implements Action {
    @Override
    public String name() {
        return "label";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Rights.allow("", "namespaces", "get", "patch"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String labels = params.path("labels").properties().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
                .collect(java.util.stream.Collectors.joining(" "));
        return List.of("kubectl label --overwrite namespace "
                + params.path("namespace").asText() + " " + labels);
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        String namespace = params.path("namespace").asText();
        Map<String, String> labels = new TreeMap<>();
        params.path("labels")
                .properties()
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
        with.client().namespaces().withName(namespace).patch(PatchContext.of(PatchType.JSON_MERGE), patch(params));
        return new Done("labelled namespace " + namespace, labels);
    }

    private static String patch(ObjectNode params) {
        ObjectNode patch = params.objectNode();
        patch.putObject("metadata").set("labels", params.path("labels"));
        return patch.toString();
    }
}
