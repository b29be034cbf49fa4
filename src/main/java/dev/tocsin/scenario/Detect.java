package dev.tocsin.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An alert that must be raised.
 *
 * @param rule the rule's name: {@code audit/privileged-pod-created}
 * @param within the longest time from T0
 */
public record Detect(String rule, Duration within, @Nullable String because, Position at) {}
