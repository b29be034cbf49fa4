package dev.tocsin.drill;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What steps keep between their runs. */
final class Kept implements AutoCloseable {
    private final Map<String, Object> things = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked") // who asks by a name has given the type under it
    <T> T get(String name, Supplier<T> first) {
        return (T) things.computeIfAbsent(name, one -> first.get());
    }

    @SuppressWarnings("unchecked")
    <T> @Nullable T get(String name) {
        return (T) things.get(name);
    }

    @Override
    public void close() {
        for (Object thing : things.values()) {
            if (thing instanceof AutoCloseable open) {
                try {
                    open.close();
                } catch (Exception e) {
                    // the cluster goes, and it with it
                }
            }
        }
        things.clear();
    }
}
