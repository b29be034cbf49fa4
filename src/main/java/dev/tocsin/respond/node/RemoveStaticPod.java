package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Named;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code remove-static-pod}: the file on a node that has its kubelet run a pod; what the API shows is only its mirror. */
@AutoService(Action.class)
public final class RemoveStaticPod implements Action {
    private static final String FOLDER = "/var/lib/rancher/k3s/agent/pod-manifests";

    @Override
    public String name() {
        return "remove-static-pod";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(); // not the API's to do
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of("grep -l 'name: <its name>' " + FOLDER + "/*   # on node "
                + params.path("node").asText() + "; kept as evidence, then removed");
    }

    @Override
    public String target(ObjectNode params) {
        return "pod " + Named.pod(params);
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        String node = params.path("node").asText();
        Named pod = Named.pod(params);
        String end = "-" + node; // which the kubelet adds for the mirror
        String name =
                pod.name().endsWith(end) ? pod.name().substring(0, pod.name().length() - end.length()) : pod.name();
        List<String> removed = new ArrayList<>();
        for (String file :
                run(node, with, "find", FOLDER, "-type", "f").stdout().lines().toList()) {
            Object manifest = manifest(run(node, with, "cat", file).stdout());
            if (manifest instanceof Map<?, ?> map && is(map, pod.namespace(), name)) {
                Manifest.keep(with, "static pod " + pod + ", from " + file + " on node " + node, map);
                if (run(node, with, "rm", "-f", "--", file).exitCode() != 0) {
                    throw new IllegalStateException("the file " + file + " on node " + node + " was not removed");
                }
                removed.add(file);
            }
        }
        if (removed.isEmpty()) {
            return new Done("on node " + node + " no file asks for the pod " + pod + " any more");
        }
        return new Changes()
                .put("removed", String.join(", ", removed))
                .put("evidence", "kept its manifest")
                .residual("the kubelet takes about 5 s to end the pod")
                .residual("whoever may write files on node " + node + " can write another: replace it")
                .done("removed from node " + node + " the file that asked for the pod " + pod);
    }

    private static boolean is(Map<?, ?> manifest, String namespace, String name) {
        return manifest.get("metadata") instanceof Map<?, ?> metadata
                && name.equals(metadata.get("name"))
                && namespace.equals(metadata.get("namespace") == null ? "default" : metadata.get("namespace"));
    }

    private static Object manifest(String text) {
        try {
            return Serialization.unmarshal(text, Map.class);
        } catch (RuntimeException e) {
            return Map.of(); // what no kubelet can read either asks for no pod
        }
    }

    private static CommandResult run(String node, Responding with, String... command) {
        return with.cluster().onNode(node, List.of(command));
    }
}
