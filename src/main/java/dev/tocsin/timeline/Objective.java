package dev.tocsin.timeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a drill demands, with its target.
 *
 * @param phase the phase it belongs to
 * @param title what is demanded, in a few words: {@code alert audit/privileged-pod-created}
 * @param target the longest time allowed
 * @param start from when the time counts
 * @param because the scenario's reason, if it gives one
 * @param where where the scenario demands it: {@code file:line}
 */
public record Objective(
        Phase phase,
        String title,
        Duration target,
        StartPoint start,
        @Nullable String because,
        String where) {}
