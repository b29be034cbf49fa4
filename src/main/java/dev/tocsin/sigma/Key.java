package dev.tocsin.sigma;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A field that must have one of some plain values for a rule to match: what an index can be built on. */
record Key(FieldPath path, Set<String> values) {
    /** Every such field of an expression; a rule cannot match an event that lacks the values of any of them. */
    static List<Key> required(Expr expr) {
        if (expr instanceof Expr.Compare compare && compare.literals() != null) {
            return List.of(new Key(compare.path(), compare.literals()));
        }
        if (expr instanceof Expr.All all) {
            return all.of().stream().flatMap(one -> required(one).stream()).toList();
        }
        if (expr instanceof Expr.Any any) {
            return any.of().stream().map(Key::required).reduce(Key::either).orElse(List.of());
        }
        return List.of();
    }

    /** What is required whichever of two is the case. */
    private static List<Key> either(List<Key> left, List<Key> right) {
        return left.stream()
                .flatMap(one -> right.stream()
                        .filter(two -> two.path.text().equals(one.path.text()))
                        .limit(1)
                        .map(two -> {
                            Set<String> values = new HashSet<>(one.values);
                            values.addAll(two.values);
                            return new Key(one.path, values);
                        }))
                .toList();
    }
}
