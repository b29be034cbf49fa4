package dev.tocsin.respond.pod;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Flows;
import dev.tocsin.respond.support.Named;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.PodEvidence;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code quarantine}: cuts a pod off and lets it run on for those who examine it. Every label goes, so that no Service
 * sends it anything, no policy for its kind allows it anything, and its controller makes another in its place; policies for
 * all pods are narrowed to those that are not in quarantine; a policy denies all to the one label that is left; then, as a
 * policy does not touch what is open already, its flows are cut.
 */
@AutoService(Action.class)
public final class Quarantine implements Action {
    static final String LABEL = "incident-response/quarantine";
    private static final int CONFLICT = 409;
    private static final int SHORT = 8;

    @Override
    public String name() {
        return "quarantine";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        List<PolicyRule> needs = new ArrayList<>(PodEvidence.NEEDS);
        needs.add(Rights.allow("", "pods", "patch"));
        needs.add(Rights.allow("networking.k8s.io", "networkpolicies", "create", "list", "patch"));
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return Named.lines(
                params,
                "pod",
                "kubectl patch -n {ns} networkpolicy <each whose podSelector needs no label, if it allows anything> --type merge -p"
                        + " '{\"spec\": {\"podSelector\": {\"matchExpressions\": [<those that are there>, {\"key\": \""
                        + LABEL + "\", \"operator\": \"DoesNotExist\"}]}}}'",
                "kubectl create -n {ns} -f - <<<'{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata:"
                        + " {name: quarantine-<id>}, spec: {podSelector: {matchLabels: {" + LABEL
                        + ": <id>}}, policyTypes: [Ingress, Egress]}}'",
                "kubectl label -n {ns} pod {name} --overwrite " + LABEL + "=<id> <every other label>-",
                "conntrack -D -s <its address>; conntrack -D -d <its address>; conntrack -D -r <its address>"
                        + "   # on its node, as soon as the policy holds");
    }

    @Override
    public String target(ObjectNode params) {
        return "pod " + Named.pod(params);
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Named name = Named.pod(params);
        KubernetesClient client = with.client();
        Pod pod = name.asPod(client);
        if (pod == null) {
            return new Done("pod " + name + " is already gone");
        }
        if (Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
            throw new IllegalStateException("pod " + name + " is in the network of its node "
                    + pod.getSpec().getNodeName() + ", where no policy holds it: use terminate, or cut-node-network for"
                    + " the whole node. Nothing was changed");
        }
        Map<String, String> labels = pod.getMetadata().getLabels() == null
                ? Map.of()
                : pod.getMetadata().getLabels();
        String id = labels.getOrDefault(
                LABEL, params.path("id").asText(pod.getMetadata().getUid().substring(0, SHORT)));
        Changes changes = new Changes().put("quarantine", id);
        OtherPolicies.narrow(client, name.namespace(), Map.of(LABEL, id), changes);
        deny(client, name.namespace(), id);
        label(client, name, labels, id, changes);
        Flows.cut(with, pod, policy(id), Flows.ALL, changes);
        changes.put("evidence", PodEvidence.keep(with, pod));
        Residue.of(pod).forEach(changes::residual);
        Owners.controller(pod).ifPresent(owner -> changes.put("replaced by", owner.getKind() + " " + owner.getName()));
        return changes.done("quarantined pod " + name + ", and cut its open flows");
    }

    private static String policy(String id) {
        return "quarantine-" + id;
    }

    private static void deny(KubernetesClient client, String namespace, String id) {
        try {
            client.resource(new NetworkPolicyBuilder()
                            .withNewMetadata()
                            .withName(policy(id))
                            .withNamespace(namespace)
                            .endMetadata()
                            .withNewSpec()
                            .withNewPodSelector()
                            .addToMatchLabels(LABEL, id)
                            .endPodSelector()
                            .withPolicyTypes("Ingress", "Egress")
                            .endSpec()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) { // it is there: done before
                throw e;
            }
        }
    }

    private static void label(
            KubernetesClient client, Named name, Map<String, String> labels, String id, Changes changes) {
        ObjectNode patch = new ObjectMapper().createObjectNode();
        ObjectNode next = patch.putObject("metadata").putObject("labels");
        labels.keySet().forEach(next::putNull);
        next.put(LABEL, id);
        name.as("Pod").merge(client, patch.toString());
        StringBuilder back = new StringBuilder();
        labels.forEach((key, value) -> {
            if (!key.equals(LABEL)) {
                changes.was("label " + key, value);
                back.append(' ').append(key).append('=').append(value);
            }
        });
        changes.undo("kubectl label -n " + name.namespace() + " pod " + name.name() + " " + LABEL + "-" + back)
                .undo("kubectl delete -n " + name.namespace() + " networkpolicy " + policy(id)
                        + "   # not before the pod is gone: its flows would come to life again");
    }
}
