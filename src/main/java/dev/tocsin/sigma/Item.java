package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One line of a selection.
 *
 * @param field empty for keywords
 * @param modifiers in the file's order
 * @param values null for YAML's null
 * @param at where it stands
 */
record Item(String field, List<Modifier> modifiers, List<@Nullable String> values, Node at) {
    /** A regular expression that disregards case; anything else as it is. */
    Item caseless() {
        if (!modifiers.contains(Modifier.RE) || modifiers.contains(Modifier.I)) {
            return this;
        }
        List<Modifier> more = new ArrayList<>(modifiers);
        more.add(Modifier.I);
        return new Item(field, more, values, at);
    }

    Item named(String other) {
        return new Item(other, modifiers, values, at);
    }
}
