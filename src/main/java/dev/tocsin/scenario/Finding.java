package dev.tocsin.scenario;

import java.util.Comparator;
import java.util.Locale;

/**
 * A mistake in a file, or something suspicious.
 *
 * @param check what was looked for
 * @param at the key or value itself
 * @param message what is wrong, and what would be right
 * @param snippet the line itself with a caret under the place; may be empty
 */
public record Finding(Check check, Position at, String message, String snippet) {
    /** By file, line, column. */
    public static final Comparator<Finding> BY_PLACE = Comparator.comparing(
                    (Finding finding) -> finding.at().file())
            .thenComparing(finding -> finding.at().line())
            .thenComparing(finding -> finding.at().column())
            .thenComparing(Finding::message);

    public boolean isError() {
        return check.severity() == Check.Severity.ERROR;
    }

    @Override
    public String toString() {
        return at + ": " + check.severity().name().toLowerCase(Locale.ROOT) + "[" + check.id() + "]: " + message
                + (snippet.isEmpty() ? "" : "\n" + snippet);
    }
}
