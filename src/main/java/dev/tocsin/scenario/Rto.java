package dev.tocsin.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long users may be without service.
 *
 * @param within counted from T0
 */
public record Rto(Duration within, @Nullable String because, Position at) {}
