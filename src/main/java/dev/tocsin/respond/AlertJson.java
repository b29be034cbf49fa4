package dev.tocsin.respond;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.Alert;

/** An alert as JSON, for conditions and for responders that are not ours. */
final class AlertJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertJson() {}

    /**
     * {@code rule}, {@code title}, {@code severity}, {@code source}, {@code happened} and {@code seen} (ISO 8601),
     * {@code about} (what is known of user, serviceAccount, pod, node, address) and {@code fields}, by their paths.
     */
    static ObjectNode of(Alert alert) {
        ObjectNode json = JSON.createObjectNode();
        json.put("rule", alert.rule());
        json.put("title", alert.title());
        json.put("severity", alert.severity());
        json.put("source", alert.source());
        json.put("happened", alert.happened().toString());
        json.put("seen", alert.seen().toString());
        json.set("about", JSON.valueToTree(alert.entities().known()));
        json.set("fields", JSON.valueToTree(alert.fields()));
        return json;
    }
}
