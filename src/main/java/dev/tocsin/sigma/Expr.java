package dev.tocsin.sigma;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a detection says, as a tree that can be read as well as tested. */
sealed interface Expr {
    boolean test(Event event);

    /** The same, reading its fields from a table's slots. */
    Expr bind(FieldTable table);

    /** Each of several. */
    record All(List<Expr> of) implements Expr {
        @Override
        public boolean test(Event event) {
            for (Expr one : of) {
                if (!one.test(event)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Expr bind(FieldTable table) {
            return new All(of.stream().map(one -> one.bind(table)).toList());
        }
    }

    /** At least one of several. */
    record Any(List<Expr> of) implements Expr {
        @Override
        public boolean test(Event event) {
            for (Expr one : of) {
                if (one.test(event)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Expr bind(FieldTable table) {
            return new Any(of.stream().map(one -> one.bind(table)).toList());
        }
    }

    /** The contrary. */
    record Not(Expr of) implements Expr {
        @Override
        public boolean test(Event event) {
            return !of.test(event);
        }

        @Override
        public Expr bind(FieldTable table) {
            return new Not(of.bind(table));
        }
    }

    /** Whether the event has the field at all. */
    record Exists(FieldPath path, boolean wanted) implements Expr {
        @Override
        public boolean test(Event event) {
            return event.values(path).isEmpty() != wanted;
        }

        @Override
        public Expr bind(FieldTable table) {
            return new Exists(table.bind(path), wanted);
        }
    }

    /**
     * A field against values. Where the field has several values, any of them counts; where it has none, it is null.
     *
     * @param all whether each of the rule's values must be met, not merely one
     * @param literals the values in folded case where all are plain texts and one is enough; else null
     */
    record Compare(
            FieldPath path,
            List<Matcher> values,
            boolean all,
            @Nullable Set<String> literals) implements Expr {
        static Compare of(FieldPath path, List<Matcher> values, boolean all) {
            boolean plain = (!all || values.size() == 1)
                    && !values.isEmpty()
                    && values.stream().allMatch(value -> value.literal() != null);
            return new Compare(
                    path,
                    values,
                    all,
                    plain ? values.stream().map(Matcher::literal).collect(Collectors.toUnmodifiableSet()) : null);
        }

        @Override
        public boolean test(Event event) {
            if (literals != null) {
                return contains(event.folded(path));
            }
            for (Matcher value : values) {
                if (hit(value, value.onFolded() ? event.folded(path) : event.values(path)) != all) {
                    return !all;
                }
            }
            return all;
        }

        private boolean contains(List<@Nullable Object> seen) {
            for (Object one : seen) {
                if (one != null && literals.contains(one)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean hit(Matcher value, List<@Nullable Object> seen) {
            if (seen.isEmpty()) {
                return value.test(null);
            }
            for (Object one : seen) {
                if (value.test(one)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Expr bind(FieldTable table) {
            return new Compare(table.bind(path), values, all, literals);
        }
    }

    /** A field against another field of the same event. */
    record SameAs(FieldPath path, FieldPath other, Text.How how, boolean cased) implements Expr {
        @Override
        public boolean test(Event event) {
            List<@Nullable Object> others = event.values(other);
            for (Object one : event.values(path)) {
                for (Object two : others) {
                    if (one != null && two != null && how.test(text(one), text(two))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private String text(Object value) {
            return cased ? String.valueOf(value) : Text.folded(value);
        }

        @Override
        public Expr bind(FieldTable table) {
            return new SameAs(table.bind(path), table.bind(other), how, cased);
        }
    }

    /** Texts that stand anywhere in the event. */
    record Keywords(List<Matcher> words, boolean all) implements Expr {
        @Override
        public boolean test(Event event) {
            return all
                    ? words.stream().allMatch(word -> event.everything().anyMatch(word::test))
                    : event.everything().anyMatch(value -> words.stream().anyMatch(word -> word.test(value)));
        }

        @Override
        public Expr bind(FieldTable table) {
            return this;
        }
    }
}
