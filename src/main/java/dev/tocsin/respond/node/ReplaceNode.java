package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import dev.tocsin.timeline.Fact;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * {@code replace-node}: nothing on a machine whose owner was somebody else can be trusted, so it goes as a whole, and so
 * does its name, by which its certificate is known.
 */
@AutoService(Action.class)
public final class ReplaceNode implements Action {
    private static final String KEY = "replaced";
    private static final Duration READY = Duration.ofSeconds(60);
    /** Asked of the server: what a node's kubelet answers comes over the network that it has, whichever way. */
    private static final String SILENT = """
            kubectl get --raw /readyz >/dev/null || exit 2
            ! kubectl get --raw "/api/v1/nodes/$0/proxy/healthz" --request-timeout=2s >/dev/null 2>&1
            """;

    private static final String LOOK = """
            echo "static pods:"; for file in /var/lib/rancher/k3s/agent/pod-manifests/*; do [ -f "$file" ] && echo "# $file" && grep -v 'value:' "$file"; done
            echo "containers:"; crictl ps -a 2>&1
            echo "processes:"; for p in /proc/[0-9]*; do echo "${p#/proc/} $(tr '\\0' ' ' <$p/cmdline)"; done 2>/dev/null
            """;

    @Override
    public String name() {
        return "replace-node";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(
                Cordon.node(params).needs("delete"),
                Rights.allow("", "nodes", "get"),
                Rights.allow("", "pods", "list", "delete"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String node = params.path("node").asText();
        List<String> words = new ArrayList<>();
        if (params.path("onlySilent").asBoolean()) {
            words.add("! kubectl get --raw /api/v1/nodes/" + node
                    + "/proxy/healthz --request-timeout=2s   # it must be cut off by now");
        }
        words.addAll(List.of(
                "kubectl get node " + node + " -o yaml   # kept as evidence, with its static pods and processes",
                "kubectl delete node " + node,
                "k3s token create; k3s token delete <the one of before>   # on the server",
                "# destroy the machine and its disk, start a fresh one: k3s agent --node-name=<one never used before>"
                        + " --token=<the new one>",
                "kubectl delete pod --force --grace-period=0 <those that were on " + node + ">",
                "kubectl wait --for=condition=Ready node <the fresh one>"));
        return words;
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
        Target node = Cordon.node(params);
        if (with.cluster().nodes().get(0).equals(node.name())) {
            throw new IllegalStateException(node.name() + " is the server: the whole cluster would go with it");
        }
        if (with.journal().facts().stream()
                .anyMatch(fact -> fact.actor() == Fact.Actor.RESPONDER
                        && node.name().equals(fact.details().get(KEY)))) {
            return new Done("node " + node.name() + " was replaced already");
        }
        if (params.path("onlySilent").asBoolean()) {
            requireSilent(node.name(), with);
        }
        Changes changes = new Changes().put(KEY, node.name()).put("evidence", evidence(node, with));
        node.delete(with.client(), DeletionPropagation.BACKGROUND);
        String fresh = with.cluster().replace(node.name());
        changes.put("fresh node", fresh).put("pods removed", removePods(node.name(), with));
        return changes.residual(awaitReady(fresh, with))
                .put("cause.user", "system:node:" + node.name())
                .put("cause.grant", "Certificate/" + node.name())
                .put("cause.role", "Group/system:nodes")
                .put("cause.from", with.alert().entities().known().getOrDefault("address", ""))
                .residual(
                        "the certificate of the old kubelet cannot be revoked: whoever has copied it may still list all"
                                + " pods and nodes, and no secret, until the cluster's client authority is rotated")
                .residual("no node may ever be named " + node.name()
                        + " again: the old certificate would be taken for its" + " own, secrets included")
                .residual("the server takes the old join token for up to 10 s more")
                .residual("other agents need the new join token when they start again")
                .residual("volumes that lay on its disk are gone")
                .done("replaced node " + node.name() + " by the fresh " + fresh + ", which joins with a new token");
    }

    private static void requireSilent(String node, Responding with) {
        String server = with.cluster().nodes().get(0);
        CommandResult asked = with.cluster().onNode(server, List.of("timeout", "10", "sh", "-c", SILENT, node));
        if (asked.exitCode() == 1) {
            throw new IllegalStateException(node
                    + " still answers, so whoever owns it would see what comes: cut it off first (cut-node-network)");
        }
        if (asked.exitCode() != 0) {
            throw new IllegalStateException("the server cannot tell whether " + node + " still answers: "
                    + asked.stderr().strip());
        }
    }

    /**
     * What was on it is not there any more, and nobody else says so: until its pods go, the node's certificate may read
     * what they use, and a StatefulSet waits.
     */
    private static String removePods(String node, Responding with) {
        return with.client().pods().inAnyNamespace().withField("spec.nodeName", node).list().getItems().stream()
                .map(pod -> {
                    with.client().resource(pod).withGracePeriod(0).delete();
                    return pod.getMetadata().getNamespace() + "/"
                            + pod.getMetadata().getName();
                })
                .collect(Collectors.joining(", "));
    }

    /** What is wrong with the fresh node; empty if it is ready in time. That it is not undoes nothing of the rest. */
    private static String awaitReady(String fresh, Responding with) {
        try {
            Awaitility.await("node " + fresh + " is ready")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(250))
                    .atMost(READY)
                    .failFast(
                            "its machine has stopped",
                            () -> !with.cluster().state(fresh).equals("running"))
                    .until(() -> {
                        Node node = with.client().nodes().withName(fresh).get();
                        return node != null && Readiness.getInstance().isReady(node);
                    });
            return "";
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            return "the fresh node " + fresh + " did not become ready within " + READY.toSeconds()
                    + " s, its machine is " + with.cluster().state(fresh) + ", " + lastWords(fresh, with);
        }
    }

    private static String lastWords(String fresh, Responding with) {
        String log = with.cluster().nodeLog(20);
        with.journal().keep("log of the nodes when " + fresh + " was not ready", "text/plain", log);
        return "its log is kept";
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
