package dev.tocsin.sigma;

import org.jspecify.annotations.Nullable;

/** Compares one value of an event with one value of a rule. */
interface Matcher {
    /** @param seen null if the event has no such field, or a JSON null there; its folded text if asked for */
    boolean test(@Nullable Object seen);

    /** Whether it takes the value's folded text, which an event keeps, instead of the value. */
    default boolean onFolded() {
        return false;
    }

    /** The only text that matches, in folded case; null if it is not as simple as that. */
    default @Nullable String literal() {
        return null;
    }

    /** Nothing there, or null. */
    Matcher ABSENT = seen -> seen == null;

    /** Anything but nothing. */
    Matcher PRESENT = seen -> seen != null;

    /** A plain text, whatever its case. */
    record Literal(String literal) implements Matcher {
        @Override
        public boolean onFolded() {
            return true;
        }

        @Override
        public boolean test(@Nullable Object seen) {
            return literal.equals(seen);
        }
    }

    /** A text that is part of the value, or, with regard to case, the value itself. */
    record Part(String text, Text.How how, boolean cased) implements Matcher {
        @Override
        public boolean onFolded() {
            return !cased;
        }

        @Override
        public boolean test(@Nullable Object seen) {
            return seen != null && how.test(String.valueOf(seen), text);
        }
    }
}
