package dev.tocsin.signal.flow;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** Passes on what is new or changed. What is gone is not forgotten: records of it may still come. */
record Seen<T>(Consumer<T> to) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T one) {
        to.accept(one);
    }

    @Override
    public void onUpdate(T before, T one) {
        to.accept(one);
    }

    @Override
    public void onDelete(T one, boolean unknown) {
        // its last state has been seen
    }
}
