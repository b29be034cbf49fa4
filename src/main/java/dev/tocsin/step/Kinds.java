package dev.tocsin.step;

import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kinds on the class path, sorted by name.
 *
 * @param steps what scenarios may do and look at
 * @param actions what procedures may do
 */
public record Kinds(SortedMap<String, StepKind> steps, SortedMap<String, Action> actions) {
    private static volatile @Nullable Found latest;

    private record Found(@Nullable ClassLoader by, Kinds kinds) {}

    /**
     * What the current thread's class loader finds.
     *
     * @throws IllegalStateException if two kinds have one name
     */
    public static Kinds onClassPath() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Found found = latest;
        if (found == null || found.by() != loader) {
            found = new Found(loader, new Kinds(load(StepKind.class, loader), load(Action.class, loader)));
            latest = found;
        }
        return found.kinds();
    }

    private static <K extends Kind> SortedMap<String, K> load(Class<K> service, @Nullable ClassLoader loader) {
        SortedMap<String, K> kinds = new TreeMap<>();
        for (K kind : ServiceLoader.load(service, loader)) {
            K twin = kinds.putIfAbsent(kind.name(), kind);
            if (twin != null) {
                throw new IllegalStateException("Two kinds are named '" + kind.name() + "': "
                        + twin.getClass().getName() + " and " + kind.getClass().getName());
            }
        }
        return Collections.unmodifiableSortedMap(kinds);
    }

    /** @throws IllegalArgumentException if there is none of that name; the schema has refused it before */
    public StepKind step(String name) {
        return found(steps.get(name), "step kind", name);
    }

    /** @throws IllegalArgumentException if there is none of that name; the schema has refused it before */
    public Action action(String name) {
        return found(actions.get(name), "action", name);
    }

    private static <K> K found(@Nullable K kind, String what, String name) {
        if (kind == null) {
            throw new IllegalArgumentException("There is no " + what + " '" + name + "' on the class path");
        }
        return kind;
    }
}
