package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An alert that must be raised.
 *
 * @param rule the rule's name: {@code audit/privileged-pod-created}
 * @param about whom and what it must be about, by the names of {@link dev.tocsin.timeline.Entities}; empty: anything
 * @param within the longest time from T0
 */
public record Detect(
        String rule,
        ObjectNode about,
        Duration within,
        @Nullable String because,
        Position at) {}
