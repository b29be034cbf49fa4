package dev.tocsin.signal.runtime;

import dev.tocsin.signal.Background;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.Surroundings;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The sensors of a cluster's nodes. They start while fixtures do; the first {@link #settle()} waits for them. */
final class RuntimeSensor implements Source {
    private static final String FAILURE = "The runtime sensor does not work";
    /** The name under which a kubelet runs a pod of a file, which is not the one that the API gives it. */
    private static final String OF_FILE = "kubernetes.io/config.hash";

    private final Surroundings around;
    private final List<NodeSensor> nodes = new ArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "runtime sensor");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<Void> started;

    RuntimeSensor(Surroundings around, Sink sink) {
        this.around = around;
        this.started = CompletableFuture.runAsync(this::start, workers);
        for (String node : around.cluster().nodes()) {
            nodes.add(new NodeSensor(around, sink, node, this::pod));
        }
    }

    private void start() {
        SensorPods.bringImage(around.cluster());
        around.tell("the nodes have the runtime sensor's image");
        SensorPods.create(around.admin());
    }

    /** For a container that ended before the sensor could ask the container runtime about it. */
    private Container pod(String uid) {
        try {
            return around.admin().pods().inAnyNamespace().list().getItems().stream()
                    .map(pod -> pod.getMetadata())
                    .filter(meta -> is(meta, uid))
                    .findFirst()
                    .map(meta -> new Container("", "", "", meta.getNamespace(), meta.getName(), uid, List.of()))
                    .orElse(Container.NODE);
        } catch (KubernetesClientException e) {
            return Container.NODE; // its ids are all there is
        }
    }

    private static boolean is(ObjectMeta meta, String uid) {
        Map<String, String> notes = meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
        String plain = uid.replace("-", "");
        return meta.getUid().replace("-", "").equals(plain)
                || notes.getOrDefault(OF_FILE, "").equals(plain);
    }

    @Override
    public void settle() {
        Background.await(started, FAILURE);
        Background.await(
                CompletableFuture.allOf(nodes.stream()
                        .map(node -> CompletableFuture.runAsync(node::settle, workers))
                        .toArray(CompletableFuture[]::new)),
                FAILURE);
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        for (NodeSensor node : nodes) {
            node.close();
        }
        SensorPods.delete(around.admin());
    }
}
