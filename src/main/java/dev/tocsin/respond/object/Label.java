package dev.tocsin.respond.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code label}: sets labels of a namespace, such as those of Pod Security, of a pod or of any object. */
@AutoService(Action.class)
public final class Label implements Action {
    private static final Metadata LABELS = new Metadata("labels", "label");

    @Override
    public String name() {
        return "label";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return LABELS.needs(params);
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return LABELS.kubectl(params);
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        return LABELS.run(params, with);
    }
}
