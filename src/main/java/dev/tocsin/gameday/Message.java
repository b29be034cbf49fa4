package dev.tocsin.gameday;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stakeholders were told.
 *
 * @param to roles or groups
 * @param contact whom they may ask; null if nobody is named
 * @param sent to whom it was posted and what came back, or why it was not
 */
public record Message(
        Instant at, List<String> to, String what, @Nullable String contact, String sent) {}
