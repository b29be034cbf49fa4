package dev.tocsin.signal;

import dev.tocsin.sigma.LogSource;
import dev.tocsin.timeline.Entities;
import java.time.Instant;
import java.util.Map;

/**
 * Something that a source saw, for rules to judge.
 *
 * @param source the source's name: {@code audit}
 * @param logSource what it is, as Sigma's rules name it
 * @param body its fields, as nested maps, and what the source adds to them
 * @param line the record as it was written
 * @param happened when it happened, by its own clock
 * @param seen when it was read here
 * @param entities whom and what it is about
 */
public record Event(
        String source,
        LogSource logSource,
        Map<String, Object> body,
        String line,
        Instant happened,
        Instant seen,
        Entities entities) {
    /** A field at the top; empty if there is none. */
    public String text(String key) {
        return String.valueOf(body.getOrDefault(key, ""));
    }
}
