package dev.tocsin.signal.receive;

import java.util.Locale;

/** Other tools' words for how bad something is, as Sigma's five levels. */
public final class Severity {
    private Severity() {}

    /** {@code medium} if the word is none of those in use. */
    public static String of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "emergency", "alert", "critical", "fatal", "page", "severe", "disaster" -> "critical";
            case "error", "high", "major" -> "high";
            case "notice", "low", "minor" -> "low";
            case "informational", "info", "information", "debug", "none", "ok" -> "informational";
            default -> "medium";
        };
    }
}
