package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code taint}: with NoExecute, every pod that does not tolerate it leaves a node at once, budget or not. */
@AutoService(Action.class)
public final class Taint implements Action {
    @Override
    public String name() {
        return "taint";
    }

    private static String key(ObjectNode params) {
        return params.path("key").asText("incident-response/compromised");
    }

    private static String effect(ObjectNode params) {
        return params.path("effect").asText("NoExecute");
    }

    private static String words(ObjectNode params, boolean remove) {
        return "kubectl taint node " + params.path("node").asText() + " " + key(params) + ":" + effect(params)
                + (remove ? "-" : "");
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Cordon.node(params).needs("get", "patch"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of(words(params, params.path("remove").asBoolean()));
    }

    @Override
    public String target(ObjectNode params) {
        return Cordon.node(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target target = Cordon.node(params);
        boolean remove = params.path("remove").asBoolean();
        Node node = with.client().nodes().withName(target.name()).get();
        if (node == null) {
            throw new IllegalStateException("there is no " + target);
        }
        boolean there = node.getSpec().getTaints().stream()
                .anyMatch(taint ->
                        taint.getKey().equals(key(params)) && taint.getEffect().equals(effect(params)));
        if (there != remove) {
            return new Done("node " + target.name() + (remove ? " is not tainted so" : " is tainted so already"));
        }
        ObjectNode patch = params.objectNode();
        patch.putObject("metadata")
                .put("resourceVersion", node.getMetadata().getResourceVersion()); // fails if it was changed meanwhile
        ArrayNode taints = patch.putObject("spec").putArray("taints"); // a list that is replaced as a whole
        for (var taint : node.getSpec().getTaints()) {
            if (!taint.getKey().equals(key(params)) || !taint.getEffect().equals(effect(params))) {
                taints.add(with.client().getKubernetesSerialization().convertValue(taint, ObjectNode.class));
            }
        }
        if (!remove) {
            taints.addObject().put("key", key(params)).put("effect", effect(params));
        }
        target.merge(with.client(), patch.toString());
        Changes changes = new Changes().undo(words(params, !remove));
        if (!remove && effect(params).equals("NoExecute")) {
            changes.residual("static pods, and pods that tolerate everything such as those of many DaemonSets, stay");
        }
        return changes.done((remove ? "took the taint off node " : "tainted node ") + target.name());
    }
}
