package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code cordon}: nothing new is scheduled on a node. */
@AutoService(Action.class)
public final class Cordon implements Action {
    @Override
    public String name() {
        return "cordon";
    }

    static Target node(ObjectNode params) {
        return new Target("v1", "Node", "", params.path("node").asText());
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(node(params).needs("get", "patch"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of("kubectl cordon " + node(params).name());
    }

    @Override
    public String target(ObjectNode params) {
        return Cordon.node(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        return set(node(params), with, true)
                .residual("whoever holds the kubelet's certificate can undo this, but not a taint: taint the node too")
                .done("cordoned node " + node(params).name());
    }

    /** @throws IllegalStateException if there is no such node */
    static Changes set(Target node, Responding with, boolean cordoned) {
        boolean was = node.require(with.client()).<Boolean>get("spec", "unschedulable") == Boolean.TRUE;
        if (was == cordoned) {
            return new Changes().put("already", cordoned ? "cordoned" : "schedulable");
        }
        node.merge(with.client(), "{\"spec\":{\"unschedulable\":" + (cordoned ? "true" : "null") + "}}");
        return new Changes()
                .was("unschedulable", was)
                .undo("kubectl " + (cordoned ? "uncordon " : "cordon ") + node.name());
    }
}
