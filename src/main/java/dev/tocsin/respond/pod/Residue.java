package dev.tocsin.respond.pod;

import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.Selectors;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a pod's quarantine does not stop. */
final class Residue {
    private Residue() {}

    /** @param label the only one that it is left with, of this value */
    static List<String> of(KubernetesClient client, Pod pod, String label, String value) {
        List<String> residue = new ArrayList<>();
        if (Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
            residue.add("it is in its node's network, where no policy holds it: terminate it, or cut the node off");
        }
        String allowing = client
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(pod.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(policy -> allows(policy, Map.of(label, value)))
                .map(policy -> policy.getMetadata().getName())
                .reduce("", (all, one) -> all + " " + one);
        if (!allowing.isEmpty()) {
            residue.add("policies that select every pod still allow it what they allow:" + allowing);
        }
        residue.add("its own node " + pod.getSpec().getNodeName()
                + " still reaches it, and through the node so do kubectl exec and port-forward");
        Owners.controller(pod)
                .filter(owner -> owner.getKind().equals("StatefulSet"))
                .ifPresent(owner -> residue.add("StatefulSet " + owner.getName()
                        + " cannot replace it as long as it lives: the name is taken"));
        return residue;
    }

    private static boolean allows(NetworkPolicy policy, Map<String, String> labels) {
        return Selectors.select(policy.getSpec().getPodSelector(), labels)
                && !(policy.getSpec().getIngress().isEmpty()
                        && policy.getSpec().getEgress().isEmpty());
    }
}
