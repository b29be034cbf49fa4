package dev.tocsin.sigma;

import java.util.Map;

/**
 * A rule that an event met.
 *
 * @param fields the rule's fields and their values; of a correlation, its group and {@code count} as well
 */
public record Match(Rule rule, Map<String, Object> fields) {}
