package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Fact;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/**
 * {@code replace-node}: nothing on a machine whose owner was somebody else can be trusted, so it goes as a whole. Its
 * object goes first: as long as it is there, another of its name is refused.
 */
@AutoService(Action.class)
public final class ReplaceNode implements Action {
    private static final String KEY = "replaced";
    private static final String LOOK = """
            echo "static pods:"; for file in /var/lib/rancher/k3s/agent/pod-manifests/*; do [ -f "$file" ] && echo "# $file" && grep -v 'value:' "$file"; done
            echo "containers:"; k3s crictl ps -a 2>&1
            echo "processes:"; for p in /proc/[0-9]*; do echo "${p#/proc/} $(tr '\\0' ' ' <$p/cmdline)"; done 2>/dev/null
            """;

    @Override
    public String name() {
        return "replace-node";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Cordon.node(params).needs("get", "delete"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String node = params.path("node").asText();
        return List.of(
                "kubectl get node " + node + " -o yaml   # kept as evidence, with its static pods and processes",
                "kubectl delete node " + node,
                "k3s token create; k3s token delete <the one of before>   # on the server",
                "# destroy the machine and its disk, start a fresh one: k3s agent --node-name=" + node
                        + " --token=<the new one>");
    }

    @Override
    public String target(ObjectNode params) {
        return Cordon.node(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target node = Cordon.node(params);
        if (with.cluster().nodes().get(0).equals(node.name())) {
            throw new IllegalStateException(node.name() + " is the server: the whole cluster would go with it");
        }
        if (with.journal().facts().stream()
                .anyMatch(fact -> fact.actor() == Fact.Actor.RESPONDER
                        && node.name().equals(fact.details().get(KEY)))) {
            return new Done("node " + node.name() + " was replaced already");
        }
        Changes changes = new Changes().put(KEY, node.name()).put("evidence", evidence(node, with));
        node.delete(with.client(), DeletionPropagation.BACKGROUND);
        with.cluster().replace(node.name());
        return changes.residual("the certificate of the old kubelet stays good for whoever has copied it: it may still"
                        + " list pods and nodes, until the cluster's client authority is rotated")
                .residual("the server takes the old join token for up to 10 s more; other agents need the new one when"
                        + " they start again")
                .residual("volumes that lay on its disk are gone")
                .done("replaced node " + node.name() + " by a fresh one, which joins with a new token");
    }

    private static String evidence(Target node, Responding with) {
        GenericKubernetesResource there = node.get(with.client());
        if (there != null) {
            Manifest.keep(with, node + " before it was deleted", there);
        }
        try {
            CommandResult seen = with.cluster().onNode(node.name(), List.of("timeout", "10", "sh", "-c", LOOK));
            with.journal()
                    .keep("static pods, containers and processes of node " + node.name(), "text/plain", seen.stdout());
            return "kept manifest, static pods, containers and processes";
        } catch (RuntimeException e) {
            return "kept manifest; not kept what ran on it (" + e.getMessage() + ")";
        }
    }
}
