package dev.tocsin.respond;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** What one action changed by the API, as the API said: all that is known of an action that fails half-way. */
final class ChangesMade implements Responding, Interceptor {
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    /** Groups in which to create something is to ask. */
    private static final List<String> ASKING = List.of("/apis/authentication.k8s.io/", "/apis/authorization.k8s.io/");

    private final Responding with;
    private @Nullable KubernetesClient overheard;
    private final Queue<String> made = new ConcurrentLinkedQueue<>();

    ChangesMade(Responding with) {
        this.with = with;
    }

    /** The same client over the same connections, overheard. */
    @Override
    public synchronized KubernetesClient client() {
        if (overheard == null) {
            overheard = overhear(with.client());
        }
        return overheard;
    }

    private KubernetesClient overhear(KubernetesClient client) {
        return new KubernetesClientImpl(
                client.getHttpClient()
                        .newBuilder()
                        .addOrReplaceInterceptor("changes made", this)
                        .build(),
                client.getConfiguration(),
                ForkJoinPool::commonPool,
                client.getKubernetesSerialization());
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        String path = request.uri().getPath();
        if (response.isSuccessful()
                && CHANGING.contains(request.method())
                && ASKING.stream().noneMatch(path::startsWith)) {
            made.add(request.method() + " " + path);
        }
    }

    /** The requests that changed something, in order. */
    List<String> made() {
        return List.copyOf(made);
    }

    @Override
    public Cluster cluster() {
        return with.cluster();
    }

    @Override
    public Alert alert() {
        return with.alert();
    }

    @Override
    public Journal journal() {
        return with.journal();
    }

    @Override
    public String manifest(String name) {
        return with.manifest(name);
    }
}
