package dev.tocsin.scenario;

/**
 * A mistake in a file.
 *
 * @param at where
 * @param message what is wrong, and what would be right
 * @param snippet the line itself with a caret under the place; may be empty
 */
public record Problem(Position at, String message, String snippet) {
    @Override
    public String toString() {
        return at + ": " + message + (snippet.isEmpty() ? "" : "\n" + snippet);
    }
}
