package dev.tocsin.sigma;

import java.util.HashMap;
import java.util.Map;

/** The fields that a set of rules reads, each with a slot, so that an event is searched for it only once. */
final class FieldTable {
    private final Map<String, FieldPath> paths = new HashMap<>();

    FieldPath bind(FieldPath path) {
        return paths.computeIfAbsent(path.text(), text -> path.at(paths.size()));
    }

    int size() {
        return paths.size();
    }
}
