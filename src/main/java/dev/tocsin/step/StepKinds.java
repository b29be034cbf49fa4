package dev.tocsin.step;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The kinds of step on the class path. */
public final class StepKinds {
    private static final Map<String, StepKind> KINDS = new TreeMap<>();

    static {
        ServiceLoader.load(StepKind.class).forEach(kind -> KINDS.put(kind.name(), kind));
    }

    private StepKinds() {}

    /** @throws IllegalArgumentException if there is none of that name; the schema lists them */
    public static StepKind named(String name) {
        StepKind kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("There is no step kind '" + name + "'. There are: " + KINDS.keySet());
        }
        return kind;
    }

    /** Their names, sorted. */
    public static Iterable<String> names() {
        return KINDS.keySet();
    }
}
