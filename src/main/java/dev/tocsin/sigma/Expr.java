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

    /** What {@code neq} makes of it: of several values of a field, one that is none of the wanted ones is enough. */
    default Expr differs() {
        return new Not(this);
    }

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

        @Override
        public Expr differs() {
            return new Differs(path, values, all);
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

    /** A field that has a value, or the lack of one, which does not meet the rule's values. */
    record Differs(FieldPath path, List<Matcher> values, boolean all) implements Expr {
        @Override
        public boolean test(Event event) {
            List<@Nullable Object> seen = event.values(path);
            if (seen.isEmpty()) {
                return differs(null);
            }
            for (Object one : seen) {
                if (differs(one)) {
                    return true;
                }
            }
            return false;
        }

        private boolean differs(@Nullable Object one) {
            Object folded = one == null ? null : Text.folded(one);
            for (Matcher value : values) {
                if (value.test(value.onFolded() ? folded : one) != all) {
                    return all;
                }
            }
            return !all;
        }

        @Override
        public Expr bind(FieldTable table) {
            return new Differs(table.bind(path), values, all);
        }
    }

    /**
     * A field against other fields of the same event.
     *
     * @param other whether a value is wanted that equals none of the others, not one that equals any
     */
    record SameAs(FieldPath path, List<FieldPath> others, Text.How how, boolean cased, boolean other) implements Expr {
        @Override
        public boolean test(Event event) {
            List<@Nullable Object> seen = event.values(path);
            if (seen.isEmpty()) {
                return other;
            }
            for (Object one : seen) {
                if (among(one, event) != other) {
                    return true;
                }
            }
            return false;
        }

        private boolean among(@Nullable Object one, Event event) {
            for (FieldPath field : others) {
                for (Object two : event.values(field)) {
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
        public Expr differs() {
            return new SameAs(path, others, how, cased, true);
        }

        @Override
        public Expr bind(FieldTable table) {
            return new SameAs(table.bind(path), others.stream().map(table::bind).toList(), how, cased, other);
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
