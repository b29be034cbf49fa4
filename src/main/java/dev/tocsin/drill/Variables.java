package dev.tocsin.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${...}} in a step; {@code $${...}} is a shell's own variable and becomes {@code ${...}}. */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([^}]*)}");
    private final Map<String, String> values;

    Variables(Map<String, String> values) {
        this.values = new ConcurrentHashMap<>(values);
    }

    void set(String name, String value) {
        values.put(name, value);
    }

    /** @throws IllegalStateException if a value was not captured, because its step did not work */
    ObjectNode fill(ObjectNode node) {
        return (ObjectNode) filled(node);
    }

    private JsonNode filled(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(text(node.asText()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(filled(item)));
            return copy;
        }
        return node;
    }

    private String text(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).isEmpty()
                                ? value(found.group(2))
                                : found.group().substring(1)));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("${" + name + "} was not captured");
        }
        return value;
    }
}
