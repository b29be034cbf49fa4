package dev.tocsin.scenario;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A containment, eradication or recovery that must take effect.
 *
 * @param procedure what the alert triggers; null if nothing of ours acts
 * @param on the rule whose alert triggers it; null without a procedure
 * @param within the longest time until every proof holds
 * @param prove what shows the effect
 */
public record Response(
        @Nullable String procedure,
        @Nullable String on,
        Duration within,
        @Nullable String because,
        List<Step> prove,
        Position at) {}
