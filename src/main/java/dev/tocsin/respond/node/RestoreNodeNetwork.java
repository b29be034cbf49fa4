package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code restore-node-network}: takes back what {@code cut-node-network} did. */
@AutoService(Action.class)
public final class RestoreNodeNetwork implements Action {
    @Override
    public String name() {
        return "restore-node-network";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(); // not the API's to do
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return NodeNetwork.words(params.path("node").asText(), "-D");
    }

    @Override
    public String target(ObjectNode params) {
        return Cordon.node(params).toString();
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        String node = params.path("node").asText();
        NodeNetwork.restore(with.cluster(), node);
        return new Done("gave node " + node + " its network back");
    }
}
