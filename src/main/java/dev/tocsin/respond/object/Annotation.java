package dev.tocsin.respond.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code annotation}: sets annotations of a namespace, of a pod or of any object. */
@AutoService(Action.class)
public final class Annotation implements Action {
    private static final Metadata ANNOTATIONS = new Metadata("annotations", "annotate");

    @Override
    public String name() {
        return "annotation";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return ANNOTATIONS.needs(params);
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return ANNOTATIONS.kubectl(params);
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        return ANNOTATIONS.run(params, with);
    }
}
