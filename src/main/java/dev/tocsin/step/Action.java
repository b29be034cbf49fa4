package dev.tocsin.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** One kind of action of a procedure, such as {@code terminate}. */
public interface Action extends Kind {
    /** The rights that the responder's account needs for it. */
    List<PolicyRule> needs();

    /** What it does as kubectl's command lines, for people who read a procedure. */
    List<String> kubectl(ObjectNode params);

    /**
     * Does it. Doing it twice does no harm, and what is already gone is done.
     *
     * @param client the responder's own
     * @param params checked against the schema, {@code ${alert...}} filled in
     * @return what was done, for the record
     */
    Done run(KubernetesClient client, ObjectNode params, Journal journal);

    /**
     * @param text one sentence
     * @param details values worth keeping; {@code cause.*} names a root cause
     */
    record Done(String text, Map<String, String> details) {}
}
