package dev.tocsin.step;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that scenarios or procedures may name. Its class and its schema lie in one folder; it is found by
 * ServiceLoader.
 */
public interface Kind {
    /** The key under which files use it. */
    String name();

    /**
     * The JSON Schema (draft 2020-12) of its parameters: {@code <SimpleName>.schema.json} beside the class. Besides JSON
     * Schema's own keywords it has {@code x-example} (a whole step or action) and, for steps, {@code x-observes} (names of
     * what is observed, with their meaning) and {@code x-expects} (what a step expects that does not say). It may refer to
     * the shared forms {@code #/$defs/account}, {@code pod}, {@code place}, {@code node}, {@code command} and {@code duration}.
     *
     * @throws IllegalStateException if it is missing or no JSON object
     */
    default ObjectNode schema() {
        return Fragment.of(getClass());
    }

    /**
     * Whether it works on the machines below the API, or on the one beside the cluster: a cluster that others use too has
     * neither to give.
     *
     * @param params as the file has them
     */
    default boolean needsMachines(ObjectNode params) {
        return false;
    }
}
