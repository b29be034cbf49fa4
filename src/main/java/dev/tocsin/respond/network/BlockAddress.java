package dev.tocsin.respond.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Named;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code block-address}: whoever comes from an address reaches the API no more. A pod is kept from it where the pod is;
 * anything else at the server. The addresses of nodes are refused: all pods of an agent share one, and so does its kubelet.
 */
@AutoService(Action.class)
public final class BlockAddress implements Action {
    @Override
    public String name() {
        return "block-address";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        List<PolicyRule> needs = new ArrayList<>(ApiFromPod.NEEDS);
        needs.add(Rights.allow("", "pods", "get", "list"));
        needs.add(Rights.allow("", "nodes", "list"));
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String address = params.path("address").asText();
        List<String> lines = new ArrayList<>();
        if (params.has("pod")) {
            lines.addAll(Named.lines(params, "pod", "kubectl get -n {ns} pod {name} -o wide"));
        } else {
            lines.add("kubectl get pods -A -o wide --field-selector status.podIP=" + address);
        }
        lines.add("kubectl create -f - <<<'<a NetworkPolicy for that pod alone: egress to 0.0.0.0/0 except the API>'"
                + "   # if it is a pod");
        lines.add(NodeRule.words("-I", address) + "   # on the server, if it is none and no node");
        return lines;
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        String address = params.path("address").asText();
        Pod pod = params.has("pod") ? Named.pod(params).asPod(with.client()) : owner(address, with);
        if (pod != null) {
            return ApiFromPod.block(pod, with);
        }
        if (params.has("pod")) {
            return new Done("pod " + Named.pod(params) + " is already gone, and its address with it");
        }
        refuse(address, with);
        String server = with.cluster().nodes().get(0);
        Changes changes = new Changes();
        NodeRule.add(with.cluster(), server, address, changes);
        return changes.residual("whoever can take another address comes back")
                .done("blocked " + address + " at the API's port of node " + server);
    }

    private static Pod owner(String address, Responding with) {
        return with.client().pods().inAnyNamespace().withField("status.podIP", address).list().getItems().stream()
                .filter(pod -> !Boolean.TRUE.equals(pod.getSpec().getHostNetwork()))
                .findFirst()
                .orElse(null);
    }

    private static void refuse(String address, Responding with) {
        for (Node node : with.client().nodes().list().getItems()) {
            if (node.getStatus().getAddresses().stream()
                    .anyMatch(one -> one.getAddress().equals(address))) {
                throw new IllegalStateException(
                        address + " is the node " + node.getMetadata().getName()
                                + ": its kubelet and all of its pods come from there. Name the pod, or cut the node off");
            }
        }
        String server = with.cluster().nodes().get(0);
        String gateway = with.cluster()
                .onNode(server, List.of("ip", "-4", "route", "show", "default"))
                .stdout();
        if (address.startsWith("127.") || Stream.of(gateway.split("\\s+")).anyMatch(address::equals)) {
            throw new IllegalStateException(
                    address + " is where every client outside comes from, the responder too: it cannot be blocked");
        }
    }
}
