package dev.tocsin.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.cluster.Cluster.CommandResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What runs in containers on a node, whoever started it. Pods are started through the API; whoever is root on the node can
 * have containerd start anything.
 */
public final class NodeTasks {
    /** Of a static pod, which its node names by a hash of its file. */
    private static final String HASH = "kubernetes.io/config.hash";
    /** In all namespaces but that of this project's own readers. */
    private static final String TASKS = "for n in $(ctr namespaces ls -q); do [ $n = tocsin ] ||"
            + " ctr -n $n tasks ls | sed -n \"2,\\$s/^\\([^ ]*\\)  *\\([0-9]*\\)  *RUNNING.*/$n \\1 \\2/p\"; done";

    private static final ObjectMapper JSON = new ObjectMapper();

    private NodeTasks() {}

    /**
     * A container that runs.
     *
     * @param namespace containerd's: {@code k8s.io} for those of pods
     * @param id its own
     * @param pid of its first process, as the node counts
     */
    public record Task(String node, String namespace, String id, String pid) {
        @Override
        public String toString() {
            return node + ":" + namespace + "/" + id;
        }
    }

    /**
     * Those of a node that belong to no pod which the API has there.
     *
     * @param client may list pods
     * @throws IllegalStateException if the node does not tell
     */
    public static List<Task> unknown(Cluster cluster, String node, KubernetesClient client) {
        List<Task> running = running(cluster, node); // first: what ends meanwhile is not taken for a stranger
        Map<String, String> podOf = podOf(cluster, node);
        Set<String> pods = new HashSet<>();
        for (Pod pod : client.pods()
                .inAnyNamespace()
                .withField("spec.nodeName", node)
                .list()
                .getItems()) {
            pods.add(pod.getMetadata().getUid());
            if (pod.getMetadata().getAnnotations() != null) {
                pods.add(pod.getMetadata().getAnnotations().getOrDefault(HASH, ""));
            }
        }
        return running.stream()
                .filter(task -> !pods.contains(podOf.getOrDefault(task.id(), "none")))
                .toList();
    }

    /** All that run on a node. */
    public static List<Task> running(Cluster cluster, String node) {
        return run(cluster, node, "sh", "-c", TASKS)
                .lines()
                .map(line -> line.split(" "))
                .map(parts -> new Task(node, parts[0], parts[1], parts[2]))
                .toList();
    }

    /** The ids of containers that were started through the kubelet's interface, to their pods' uids. */
    private static Map<String, String> podOf(Cluster cluster, String node) {
        Map<String, String> pods = new HashMap<>();
        tree(run(cluster, node, "crictl", "pods", "-o", "json"))
                .path("items")
                .forEach(pod -> pods.put(
                        pod.path("id").asText(), pod.at("/metadata/uid").asText()));
        tree(run(cluster, node, "crictl", "ps", "-o", "json"))
                .path("containers")
                .forEach(container -> pods.put(
                        container.path("id").asText(),
                        pods.getOrDefault(container.path("podSandboxId").asText(), "none")));
        return pods;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the node's list of containers cannot be read", e);
        }
    }

    private static String run(Cluster cluster, String node, String... command) {
        CommandResult did = cluster.onNode(node, List.of(command));
        if (did.exitCode() != 0) {
            throw new IllegalStateException("the node " + node + " does not tell what runs there: "
                    + did.stderr().strip());
        }
        return did.stdout();
    }
}
