package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code cut-node-network}: nothing comes to a node or leaves it any more; what runs there runs on, unseen. */
@AutoService(Action.class)
public final class CutNodeNetwork implements Action {
    @Override
    public String name() {
        return "cut-node-network";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(); // not the API's to do
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return NodeNetwork.words(params.path("node").asText(), "-I");
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
        if (with.cluster().nodes().get(0).equals(node)) {
            throw new IllegalStateException(node + " is the server: the whole cluster would be cut off with it");
        }
        if (!with.cluster().nodes().contains(node)) {
            return new Done("node " + node + " is gone: there is nothing to cut off");
        }
        NodeNetwork.cut(with.cluster(), node);
        return new Changes()
                .residual("whoever is root there can give it its network back, and so does a restart: replace it")
                .undo("restore-node-network of " + node)
                .residual("what runs on it runs on, and its pods among themselves reach each other")
                .residual(
                        "its kubelet's certificate stays good for whoever has copied it: delete the node, and prove what"
                                + " the certificate may still do")
                .done("cut node " + node + " off the network");
    }
}
