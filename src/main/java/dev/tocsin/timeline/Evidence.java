package dev.tocsin.timeline;

import org.jspecify.annotations.Nullable;

/**
 * A file to keep with the report: audit records, manifests, a node's log.
 *
 * @param phase the phase it belongs to
 * @param name its name for readers: {@code audit records of the attack}
 * @param mediaType such as {@code application/json} or {@code application/yaml}
 * @param content its text; captured secrets are already taken out
 * @param source the file of the library that it is, if it is one
 */
public record Evidence(
        Phase phase,
        String name,
        String mediaType,
        String content,
        @Nullable Source source) {
    /** What only the drill wrote. */
    public Evidence(Phase phase, String name, String mediaType, String content) {
        this(phase, name, mediaType, content, null);
    }

    /**
     * A file that the drill was run from, as it was then.
     *
     * @param kind scenario, fixture, procedure or rule
     * @param file its path, relative to the project: {@code scenarios/fixtures/shop.yaml}
     * @param sha256 of its bytes before any secret was taken out, in hexadecimal
     */
    public record Source(String kind, String file, String sha256) {}

    Evidence with(String other) {
        return new Evidence(phase, name, mediaType, other, source);
    }
}
