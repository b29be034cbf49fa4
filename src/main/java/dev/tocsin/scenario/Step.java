package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done or looked at.
 *
 * @param title what readers see: its id, or its kind
 * @param kind the step's kind: {@code patch}, {@code http}
 * @param params the kind's parameters
 * @param expect what must be observed; what the kind expects by default, where the file does not say
 * @param capture a name to the observed value that it keeps, as {@code ${<title>.<name>}}; a secret from then on
 * @param shown names of captured values that are no secrets
 * @param within how long it may take until the expectation is met; zero: at once
 * @param hold how long it must go on being met
 * @param because the author's reason
 * @param at where it stands
 * @param leftOut whether nothing is done and nothing seen, as it is to show that the drill notices
 */
public record Step(
        String title,
        String kind,
        ObjectNode params,
        ObjectNode expect,
        Map<String, String> capture,
        Set<String> shown,
        Duration within,
        Duration hold,
        @Nullable String because,
        Position at,
        boolean leftOut) {

    /** The same with other parameters. */
    public Step with(ObjectNode other) {
        return new Step(title, kind, other, expect, capture, shown, within, hold, because, at, leftOut);
    }

    /** The same as far as readers see, and nothing is done. */
    public Step withoutDoing() {
        return new Step(title, kind, params, expect, capture, shown, within, hold, because, at, true);
    }
}
