package dev.tocsin.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** One kind of step, such as {@code patch} or {@code http}: an attack behaviour, a fault or a proof. */
public interface StepKind extends Kind {
    /** In words, for people who read what a drill will do: {@code as dev/ci-bot, patch Namespace dev}. */
    default String says(ObjectNode params) {
        return name() + " " + params.toString().replace("\"", "");
    }

    /**
     * Does it once, and never again by itself: who waits or repeats is the caller.
     *
     * @param params the step's parameters, checked against the schema, {@code ${...}} filled in
     * @return what was observed; a refusal or a failed connection is an observation too
     */
    Observation run(ObjectNode params, Scope scope);

    /**
     * Finds mistakes that the schema cannot, before anything starts.
     *
     * @param params as the file has them: {@code ${...}} is not filled in yet
     */
    default List<Fault> check(ObjectNode params) {
        return List.of();
    }

    /**
     * The rights that the prober's account needs for it; it gets those of the drill's steps and no more.
     *
     * @param params as the file has them
     */
    default List<PolicyRule> proberNeeds(ObjectNode params) {
        return List.of();
    }

    /**
     * A mistake in a step's parameters.
     *
     * @param pointer JSON pointer of the parameter: {@code /until}
     * @param message what is wrong, and what would be right
     */
    record Fault(String pointer, String message) {}
}
