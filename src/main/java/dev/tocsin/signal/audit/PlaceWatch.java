package dev.tocsin.signal.audit;

import dev.tocsin.signal.SourceException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps {@link Places} up to date by watching pods and nodes; it lists again after the API server was away. */
final class PlaceWatch implements Closeable {
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    /** @throws SourceException if pods and nodes cannot be listed */
    PlaceWatch(KubernetesClient client, Places places) {
        try {
            watch(client.nodes(), places::node, node -> {});
            watch(client.pods().inAnyNamespace(), places::pod, places::gone);
        } catch (KubernetesClientException e) {
            close();
            throw new SourceException("Pods and nodes cannot be watched: where a credential belongs is not known", e);
        }
    }

    private <T extends HasMetadata> void watch(Informable<T> resources, Consumer<T> there, Consumer<T> gone) {
        SharedIndexInformer<T> informer = resources.runnableInformer(0);
        informers.add(informer);
        informer.exceptionHandler((started, error) -> started);
        informer.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onAdd(T object) {
                there.accept(object);
            }

            @Override
            public void onUpdate(T before, T object) {
                there.accept(object);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                gone.accept(object);
            }
        });
        informer.run();
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
