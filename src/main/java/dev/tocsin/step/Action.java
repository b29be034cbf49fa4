package dev.tocsin.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Map;

/** One kind of action of a procedure, such as {@code terminate}. */
public interface Action extends Kind {
    /**
     * The rights that the responder's account needs for it.
     *
     * @param params as the file has them: {@code ${...}} is not filled in yet
     */
    List<PolicyRule> needs(ObjectNode params);

    /** What it does as kubectl's command lines, for people who read a procedure. */
    List<String> kubectl(ObjectNode params);

    /**
     * What it acts on; no two actions act on the same at a time. By default the parameters' values, in their order.
     *
     * @param params with {@code ${...}} filled in
     */
    default String target(ObjectNode params) {
        return params.properties().stream()
                .map(entry -> entry.getValue().isValueNode()
                        ? entry.getValue().asText()
                        : entry.getValue().toString())
                .reduce("", (all, one) -> all + " " + one)
                .strip();
    }

    /**
     * Does it. Doing it twice does no harm, and what is already gone is done. What it destroys it keeps as evidence
     * before.
     *
     * @param params checked against the schema, {@code ${alert...}} filled in
     * @return what was done, for the record
     * @throws RuntimeException if it could not be done; its message says what is left undone
     */
    Done run(ObjectNode params, Responding with);

    /**
     * @param text one sentence
     * @param details values worth keeping: what was changed, and how to undo it; {@code cause.*} names a root cause
     */
    record Done(String text, Map<String, String> details) {
        public Done(String text) {
            this(text, Map.of());
        }
    }
}
