package dev.tocsin.respond.pod;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Selectors;
import dev.tocsin.respond.support.Target;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/**
 * Policies only add up: one that selects every pod goes on allowing a quarantined one what it allows. Each is narrowed to
 * pods that are not in quarantine; for all others it stays what it was.
 */
final class OtherPolicies {
    private OtherPolicies() {}

    /** @param labels all that the pod will have */
    static void narrow(KubernetesClient client, String namespace, Map<String, String> labels, Changes changes) {
        for (NetworkPolicy policy : client.network()
                .v1()
                .networkPolicies()
                .inNamespace(namespace)
                .list()
                .getItems()) {
            if (allows(policy, labels)) {
                narrow(client, policy);
                String name = policy.getMetadata().getName();
                changes.narrowed(name).undo("kubectl edit -n " + namespace + " networkpolicy " + name);
            }
        }
    }

    private static boolean allows(NetworkPolicy policy, Map<String, String> labels) {
        return Selectors.select(policy.getSpec().getPodSelector(), labels)
                && !(policy.getSpec().getIngress().isEmpty()
                        && policy.getSpec().getEgress().isEmpty());
    }

    private static void narrow(KubernetesClient client, NetworkPolicy policy) {
        ObjectMapper json = new ObjectMapper();
        ArrayNode expressions =
                json.valueToTree(policy.getSpec().getPodSelector().getMatchExpressions());
        expressions.addObject().put("key", Quarantine.LABEL).put("operator", "DoesNotExist");
        ObjectNode patch = json.createObjectNode();
        patch.putObject("spec").putObject("podSelector").set("matchExpressions", expressions);
        new Target(
                        "networking.k8s.io/v1",
                        "NetworkPolicy",
                        policy.getMetadata().getNamespace(),
                        policy.getMetadata().getName())
                .merge(client, patch.toString());
    }
}
