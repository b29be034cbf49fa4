package dev.tocsin.timeline;

/**
 * A file to keep with the report: audit records, manifests, a node's log.
 *
 * @param phase the phase it belongs to
 * @param name its name for readers: {@code audit records of the attack}
 * @param mediaType such as {@code application/json} or {@code application/yaml}
 * @param content its text; captured secrets are already taken out
 */
public record Evidence(Phase phase, String name, String mediaType, String content) {}
