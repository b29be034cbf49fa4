package dev.tocsin.step;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One kind of step, such as {@code patch} or {@code http}; registered as a service. */
public interface StepKind {
    /** The key under which scenarios use it. */
    String name();

    /**
     * Does it once, and never again by itself: who waits or repeats is the caller.
     *
     * @param params the step's parameters, checked against the schema, {@code ${...}} filled in
     * @return what was observed; a refusal or a failed connection is an observation too
     */
    Observation run(ObjectNode params, Scope scope);
}
