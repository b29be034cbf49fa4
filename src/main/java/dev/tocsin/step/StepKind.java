package dev.tocsin.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One kind of step, such as {@code patch} or {@code http}: an attack behaviour, a fault or a proof. */
public interface StepKind extends Kind {
    /** What a step may touch of which that cannot be told. */
    Set<String> ANYTHING = Set.of("*");

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
     * Called for a proof right before the attack, so that it can remember what is normal.
     *
     * @param params as the file has them: {@code ${...}} is not filled in
     */
    default void baseline(ObjectNode params, Scope scope) {}

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
     * What must be said under the drill's {@code cluster} for it to be possible: {@code disk}.
     *
     * @param params as the file has them
     */
    default Set<String> clusterNeeds(ObjectNode params) {
        return Set.of();
    }

    /**
     * Which of the API's resources it may touch, in the plural, as audit records name them: lint warns of a detection that
     * no step could raise. {@link #ANYTHING} where that cannot be told, as of a program that it starts.
     *
     * @param params as the file has them
     */
    default Set<String> touches(ObjectNode params) {
        return ANYTHING;
    }

    /**
     * The Kubernetes object that it makes, null if it makes none: lint then knows the accounts and pods that steps may
     * name.
     *
     * @param params as the file has them
     */
    default @Nullable JsonNode makes(ObjectNode params) {
        return null;
    }

    /**
     * The same step without its effect, for proofing: an attack that does nothing must not pass for one. A command becomes
     * one that does nothing, a change one that is only tried; what only looks is given back as it is. Null where there is
     * no such form: the step is then left out, and nothing is seen of it.
     *
     * @param params as the file has them
     */
    default @Nullable ObjectNode harmless(ObjectNode params) {
        return null;
    }

    /**
     * A mistake in a step's parameters.
     *
     * @param pointer JSON pointer of the parameter: {@code /until}
     * @param message what is wrong, and what would be right
     */
    record Fault(String pointer, String message) {}
}
