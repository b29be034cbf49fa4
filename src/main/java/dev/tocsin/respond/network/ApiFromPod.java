package dev.tocsin.respond.network;

import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Flows;
import dev.tocsin.respond.support.Named;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.Selectors;
import dev.tocsin.step.Action.Done;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps one pod from the API. A policy cannot deny one thing: it allows all but the API, to the pod's own label. To a pod
 * whose traffic is limited already that would open what is closed, so its node gets a rule instead.
 */
final class ApiFromPod {
    static final List<PolicyRule> NEEDS = List.of(
            Rights.allow("", "pods", "patch"),
            Rights.named("", "services", "kubernetes", "get"),
            Rights.named("", "endpoints", "kubernetes", "get"),
            Rights.allow(NetworkPolicy.GROUP, "networkpolicies", "create", "list"));
    private static final String LABEL = "incident-response/no-api";
    private static final List<String> TO_API =
            List.of("-p tcp --orig-port-dst 443 -s", "-p tcp --orig-port-dst " + NodeRule.API_PORT + " -s");
    private static final int CONFLICT = 409;
    private static final int SHORT = 8;

    private ApiFromPod() {}

    static Done block(Pod pod, Responding with) {
        Named name =
                new Named(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
        String id = pod.getMetadata().getUid().substring(0, SHORT);
        String policy = "no-api-" + id;
        Changes changes = new Changes();
        if (Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
            throw new IllegalStateException(
                    "pod " + name + " is in its node's network: terminate it, or cut the node off");
        }
        List<String> limiting = limiting(pod, with, policy);
        if (limiting.isEmpty()) {
            byPolicy(pod, name, id, policy, with, changes);
        } else {
            NodeRule.add(
                    with.cluster(), pod.getSpec().getNodeName(), pod.getStatus().getPodIP(), changes);
            changes.put(
                    "by",
                    "a rule on its node: policies limit it already, and another would only allow more: "
                            + String.join(", ", limiting));
        }
        Owners.controller(pod)
                .ifPresent(owner -> changes.residual(
                        owner.getKind() + " " + owner.getName() + " may replace it by one that has another address"));
        return changes.done("keeps pod " + name + " from the API");
    }

    /** The policies, other than ours, that limit where the pod may connect to. */
    private static List<String> limiting(Pod pod, Responding with, String own) {
        Map<String, String> labels = pod.getMetadata().getLabels() == null
                ? Map.of()
                : pod.getMetadata().getLabels();
        return with
                .client()
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(pod.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(one -> !one.getMetadata().getName().equals(own))
                .filter(one -> one.getSpec().getPolicyTypes().contains("Egress"))
                .filter(one -> Selectors.select(one.getSpec().getPodSelector(), labels))
                .map(one -> one.getMetadata().getName())
                .toList();
    }

    private static void byPolicy(Pod pod, Named name, String id, String policy, Responding with, Changes changes) {
        try {
            with.client()
                    .resource(new NetworkPolicyBuilder()
                            .withNewMetadata()
                            .withName(policy)
                            .withNamespace(name.namespace())
                            .endMetadata()
                            .withNewSpec()
                            .withNewPodSelector()
                            .addToMatchLabels(LABEL, id)
                            .endPodSelector()
                            .withPolicyTypes("Egress")
                            .addNewEgress()
                            .addNewTo()
                            .withNewIpBlock()
                            .withCidr("0.0.0.0/0")
                            .withExcept(api(with))
                            .endIpBlock()
                            .endTo()
                            .endEgress()
                            .endSpec()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) { // it is there: done before
                throw e;
            }
        }
        name.as("Pod").merge(with.client(), "{\"metadata\":{\"labels\":{\"" + LABEL + "\":\"" + id + "\"}}}");
        changes.undo("kubectl label -n " + name.namespace() + " pod " + name.name() + " " + LABEL + "-")
                .undo("kubectl delete -n " + name.namespace() + " networkpolicy " + policy);
        Flows.cut(with, pod, policy, TO_API, changes);
    }

    /** By its service's address and by its own: filters see the one or the other. */
    private static List<String> api(Responding with) {
        List<String> addresses = new ArrayList<>();
        var service = with.client().services().inNamespace("default").withName("kubernetes");
        addresses.add(service.get().getSpec().getClusterIP() + "/32");
        with.client()
                .endpoints()
                .inNamespace("default")
                .withName("kubernetes")
                .get()
                .getSubsets()
                .forEach(subset -> subset.getAddresses().forEach(one -> addresses.add(one.getIp() + "/32")));
        return addresses;
    }
}
