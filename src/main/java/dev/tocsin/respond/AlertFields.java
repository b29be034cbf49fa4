package dev.tocsin.respond;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.scenario.Procedure;
import dev.tocsin.timeline.Alert;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${alert.<field>}} in an action's parameters; nothing but the alert can be named. */
final class AlertFields {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{alert\\.([^}]+)}");

    private static final String ABOUT = "about.";

    private AlertFields() {}

    /** @throws IllegalArgumentException if the alert does not carry a field */
    static ObjectNode fill(ObjectNode params, Alert alert) {
        return (ObjectNode) filled(params, alert);
    }

    private static JsonNode filled(JsonNode node, Alert alert) {
        if (node.isTextual()) {
            return TextNode.valueOf(REFERENCE
                    .matcher(node.asText())
                    .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), alert))));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue(), alert)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(filled(item, alert)));
            return copy;
        }
        return node;
    }

    private static String value(String field, Alert alert) {
        Object value = field.startsWith(ABOUT)
                ? alert.entities().known().get(field.substring(ABOUT.length()))
                : alert.fields().get(field);
        if (value == null && Procedure.ALWAYS_KNOWN.contains(field)) {
            value = AlertJson.of(alert).path(field).asText();
        }
        if (value == null) {
            throw new IllegalArgumentException("the alert " + alert.rule() + " carries no field " + field + "; it has "
                    + alert.fields().keySet() + ", and is about " + alert.entities());
        }
        return String.valueOf(value);
    }
}
