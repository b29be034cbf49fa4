package dev.tocsin.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes an object's schema as a table for people: key, type, default, meaning. */
final class SchemaTable {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(Feature.MINIMIZE_QUOTES)
            .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(Feature.WRITE_DOC_START_MARKER)
            .disable(Feature.SPLIT_LINES)
            .build());
    private final JsonNode defs;

    /** @param defs what {@code #/$defs/...} refers to */
    SchemaTable(JsonNode defs) {
        this.defs = defs;
    }

    /** Empty for an object without keys. */
    String of(JsonNode schema) {
        if (schema.path("properties").isEmpty()) {
            return "";
        }
        List<String> required = Schemas.texts(schema.withArray("/required"));
        return schema.path("properties").properties().stream()
                .map(entry -> row(entry, required.contains(entry.getKey())))
                .collect(Collectors.joining(
                        "\n", "| key | type | default | meaning |\n| --- | --- | --- | --- |\n", ""));
    }

    private String row(Map.Entry<String, JsonNode> entry, boolean required) {
        JsonNode schema = entry.getValue();
        String otherwise = required
                ? "required"
                : schema.has("default") ? "`" + schema.path("default").asText() + "`" : "-";
        return "| `" + entry.getKey() + "` | " + cell(type(schema)) + " | " + otherwise + " | "
                + cell(resolved(schema).path("description").asText()) + " |";
    }

    /** The type in the words of those who write files. */
    private String type(JsonNode schema) {
        JsonNode node = resolved(schema);
        if (node.has("enum")) {
            return Schemas.texts(node.path("enum")).stream()
                    .map(value -> "`" + value + "`")
                    .collect(Collectors.joining(", "));
        }
        if (node.has("title")) {
            return node.path("title").asText();
        }
        if (node.path("type").asText().equals("array")) {
            return "list of " + type(node.path("items"));
        }
        if (schema.has("$ref") && !schema.path("$ref").asText().contains("-")) {
            return schema.path("$ref").asText().replaceAll(".*/", "");
        }
        return switch (String.join(" or ", Schemas.texts(node.path("type")))) {
            case "object" -> "map";
            case "string" -> "text";
            case "integer" -> "whole number";
            default -> String.join(" or ", Schemas.texts(node.path("type")));
        };
    }

    /** What a reference means; what stands beside it counts first. */
    private JsonNode resolved(JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        JsonNode target =
                defs.path(schema.path("$ref").asText().replace("#/$defs/", "")).deepCopy();
        if (schema.has("description") && target instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
            object.set("description", schema.path("description"));
        }
        return target;
    }

    static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    static String yaml(JsonNode value) {
        try {
            return YAML.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
