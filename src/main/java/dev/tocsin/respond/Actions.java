package dev.tocsin.respond;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The kinds of action on the class path. */
public final class Actions {
    private static final Map<String, Action> KINDS = new TreeMap<>();

    static {
        ServiceLoader.load(Action.class).forEach(action -> KINDS.put(action.name(), action));
    }

    private Actions() {}

    /** @throws IllegalArgumentException if there is none of that name; the schema lists them */
    public static Action named(String name) {
        Action action = KINDS.get(name);
        if (action == null) {
            throw new IllegalArgumentException("There is no action '" + name + "'. There are: " + KINDS.keySet());
        }
        return action;
    }

    /** Their names, sorted. */
    public static Iterable<String> names() {
        return KINDS.keySet();
    }
}
