package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A runbook that a machine can follow: actions in order, fed from the alert's fields.
 *
 * @param name equal to the file's
 * @param title one line for people
 * @param runbook the page for people, relative to the folder that holds the library; null if there is none
 * @param when which alerts it answers, in CEL on {@code alert}; null: every alert that triggers it
 * @param after the procedure that comes first where one alert triggers both; null: none
 * @param actions what is done, in order
 * @param manifests what its actions name of the library's fixtures: {@code fixtures/shop} to its text
 */
public record Procedure(
        String name,
        String title,
        @Nullable String runbook,
        @Nullable String when,
        @Nullable String after,
        List<Action> actions,
        Map<String, String> manifests) {
    /** What every alert carries, beside whom it is about and the fields that its rule names. */
    public static final Set<String> ALWAYS_KNOWN = Set.of("rule", "title", "severity", "source", "happened", "seen");

    /** One that names no fixtures and waits for no other. */
    public Procedure(String name, String title, @Nullable String runbook, @Nullable String when, List<Action> actions) {
        this(name, title, runbook, when, null, actions, Map.of());
    }

    /** The same with other actions. */
    public Procedure with(List<Action> others) {
        return new Procedure(name, title, runbook, when, after, others, manifests);
    }

    /**
     * @param kind the action's name: {@code label}, {@code terminate}
     * @param params its parameters, with {@code ${alert.<field>}} for the alert's
     * @param when whether it is done, in CEL on {@code alert}; null: always
     * @param timeout the longest time that it may take
     * @param goOn whether what follows is done even if it fails
     * @param at where it stands
     */
    public record Action(
            String kind, ObjectNode params, @Nullable String when, Duration timeout, boolean goOn, Position at) {}
}
