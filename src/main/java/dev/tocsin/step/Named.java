package dev.tocsin.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Finds the accounts, pods and nodes that parameters name: a kind's schema says which of its parameters are such names. */
public final class Named {
    private static final String DEFS = "#/$defs/";
    private static final String POD = "pod";
    /** A pod, or a place that is none: {@code outside}. */
    private static final String PLACE = "place";

    private final String form;
    private final Map<String, String> found = new TreeMap<>();

    private Named(String form) {
        this.form = form;
    }

    /** Service accounts: JSON pointer of the parameter to {@code namespace/name}. */
    public static Map<String, String> accounts(Kind kind, ObjectNode params) {
        return new Named("account").in(kind, params);
    }

    /** Pods, likewise. */
    public static Map<String, String> pods(Kind kind, ObjectNode params) {
        return new Named(POD).in(kind, params);
    }

    /** Nodes: JSON pointer of the parameter to {@code server}, {@code agent-1}, ... */
    public static Map<String, String> nodes(Kind kind, ObjectNode params) {
        return new Named("node").in(kind, params);
    }

    /** Fixtures of the library, likewise: {@code fixtures/shop}. */
    public static Map<String, String> fixtures(Kind kind, ObjectNode params) {
        return new Named("fixture").in(kind, params);
    }

    private Map<String, String> in(Kind kind, ObjectNode params) {
        look(kind.schema(), params, "");
        return found;
    }

    private void look(JsonNode schema, JsonNode value, String pointer) {
        String refers = schema.path("$ref").asText();
        if (value.isTextual() && (refers.equals(DEFS + form) || (form.equals(POD) && refers.equals(DEFS + PLACE)))) {
            found.put(pointer, value.asText());
        }
        if (value.isObject()) {
            schema.path("properties")
                    .properties()
                    .forEach(entry ->
                            look(entry.getValue(), value.path(entry.getKey()), pointer + "/" + entry.getKey()));
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            look(schema.path("items"), value.path(i), pointer + "/" + i);
        }
    }
}
