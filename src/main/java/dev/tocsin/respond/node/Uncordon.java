package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code uncordon}: lets new pods be scheduled on a node again. */
@AutoService(Action.class)
public final class Uncordon implements Action {
    @Override
    public String name() {
        return "uncordon";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Cordon.node(params).needs("get", "patch"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of("kubectl uncordon " + Cordon.node(params).name());
    }

    @Override
    public String target(ObjectNode params) {
        return Cordon.node(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        return Cordon.set(Cordon.node(params), with, false)
                .done("uncordoned node " + Cordon.node(params).name());
    }
}
