package dev.tocsin.signal.runtime;

import dev.tocsin.cluster.Cluster;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The sensor's pods, one on each node. */
final class SensorPods {
    /** Where each writes, on its node. */
    static final String LOG = "/var/log/tocsin/runtime.log";

    private static final String IMAGE = "tocsin/sensor:1";
    private static final String OF_PODS = "k8s.io";
    private static final String MANIFEST = "/cluster/sensor.yaml";
    private static final String NAMESPACE = "incident-response";
    private static final String NAME = "runtime-sensor";

    private SensorPods() {}

    /** Nodes that are made with it have it; to others it is brought. */
    static void bringImage(Cluster cluster) {
        if (!cluster.nodes().stream().allMatch(node -> has(cluster, node))) {
            cluster.loadImage(IMAGE, OF_PODS);
        }
    }

    static void create(KubernetesClient admin) {
        try (InputStream in = SensorPods.class.getResourceAsStream(MANIFEST)) {
            if (in == null) {
                throw new IllegalStateException(MANIFEST + " is not on the class path");
            }
            DaemonSet pods = admin.apps().daemonSets().load(in).item();
            admin.resource(pods).create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean has(Cluster cluster, String node) {
        return !cluster.onNode(node, List.of("ctr", "-n", OF_PODS, "images", "ls", "-q", "name==docker.io/" + IMAGE))
                .stdout()
                .isBlank();
    }

    /** A cluster that is kept does not keep them. */
    static void delete(KubernetesClient admin) {
        try {
            admin.apps().daemonSets().inNamespace(NAMESPACE).withName(NAME).delete();
        } catch (KubernetesClientException e) {
            // the cluster is gone, or answers no more
        }
    }

    /** How they are, for messages. */
    static String state(KubernetesClient admin) {
        return admin.pods().inNamespace(NAMESPACE).withLabel("app", NAME).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName() + " " + pod.getStatus().getPhase() + " "
                        + pod.getStatus().getContainerStatuses().stream()
                                .map(status -> status.getState().getWaiting() == null
                                        ? "restarts: " + status.getRestartCount()
                                        : String.valueOf(
                                                status.getState().getWaiting().getMessage()))
                                .toList())
                .toList()
                .toString();
    }

    static boolean isOne(Container container) {
        return container.namespace().equals(NAMESPACE) && container.pod().startsWith(NAME + "-");
    }
}
