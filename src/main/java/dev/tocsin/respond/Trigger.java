package dev.tocsin.respond;

import dev.tocsin.scenario.Procedure;

/**
 * What an alert starts.
 *
 * @param rule the alert's rule
 * @param procedure what is then done
 */
public record Trigger(String rule, Procedure procedure) {}
