package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.step.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks a file against its JSON Schema and says each mistake at the key or value itself. */
final class SchemaCheck {
    private final JsonNode source;
    private final Schema schema;

    SchemaCheck(JsonNode source) {
        this.source = source;
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(source.toString(), InputFormat.JSON);
    }

    List<Finding> check(YamlFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Error error : schema.validate(file.tree().toString(), InputFormat.JSON)) {
            findings.add(finding(file, error));
        }
        return findings.stream().distinct().sorted(Finding.BY_PLACE).toList();
    }

    private Finding finding(YamlFile file, Error error) {
        String pointer = error.getInstanceLocation().toString();
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" ->
                file.atKey(
                        Check.UNKNOWN_KEY,
                        pointer + "/" + TreeBuilder.escape(property),
                        "Unknown key '" + property + "'." + Nearest.hint(property, allowed(error)));
            case "required" -> file.at(Check.MISSING_KEY, pointer, "The key '" + property + "' is missing here.");
            case "pattern" -> pattern(file, pointer, error);
            case "enum" ->
                file.at(
                        Check.BAD_VALUE,
                        pointer,
                        "'" + error.getInstanceNode().asText() + "' is not allowed."
                                + Nearest.hint(error.getInstanceNode().asText(), Schemas.texts(error.getSchemaNode())));
            case "type" -> type(file, pointer, error);
            case "minItems" -> file.at(Check.MISSING_KEY, pointer, "At least one is needed here.");
            case "minProperties", "maxProperties" ->
                file.at(
                        Check.BAD_VALUE,
                        pointer,
                        around(error).has("maxProperties")
                                ? "Exactly one key is needed here, and its parameters."
                                : "At least one key is needed here.");
            case "minimum", "maximum" ->
                file.at(
                        Check.BAD_VALUE,
                        pointer,
                        "'" + error.getInstanceNode().asText() + "' is out of bounds. Give a "
                                + around(error).path("title").asText("larger or smaller number") + ".");
            case "minLength" -> file.at(Check.BAD_VALUE, pointer, "A text is needed here.");
            default -> file.at(Check.BAD_VALUE, pointer, error.getMessage() + ".");
        };
    }

    private Finding type(YamlFile file, String pointer, Error error) {
        JsonNode seen = error.getInstanceNode();
        if (around(error).path("pattern").asText().equals(Durations.PATTERN)) {
            return file.at(
                    Check.BAD_DURATION, pointer, "'" + seen.asText() + "' is not a duration. Write 500ms, 5s or 2m.");
        }
        JsonNode wanted = error.getSchemaNode();
        String names = wanted.isArray()
                ? Schemas.texts(wanted).stream().map(SchemaCheck::words).collect(Collectors.joining(" or "))
                : words(wanted.asText());
        return file.at(Check.WRONG_TYPE, pointer, "Expected " + names + ", found " + words(kind(seen)) + ".");
    }

    /** What people who write YAML call it. */
    private static String words(String type) {
        return switch (type) {
            case "object" -> "a map";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer", "number" -> "a number";
            case "boolean" -> "true or false";
            default -> type;
        };
    }

    /** The part of the schema that holds the keyword which was not met. */
    private JsonNode around(Error error) {
        String path = error.getSchemaLocation().getFragment().toString();
        return source.at(path.substring(0, path.lastIndexOf('/')));
    }

    private Finding pattern(YamlFile file, String pointer, Error error) {
        String value = error.getInstanceNode().asText();
        String pattern = error.getSchemaNode().asText();
        if (pattern.equals(Durations.PATTERN)) {
            return file.at(Check.BAD_DURATION, pointer, "'" + value + "' is not a duration. Write 500ms, 5s or 2m.");
        }
        String title = around(error).path("title").asText();
        return file.at(
                Check.BAD_VALUE,
                pointer,
                title.isEmpty()
                        ? "'" + value + "' does not have the form " + pattern + "."
                        : "'" + value + "' is not a " + title + ".");
    }

    /** The keys that the schema allows where an unknown one was found. */
    private List<String> allowed(Error error) {
        List<String> names = new ArrayList<>();
        around(error).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String kind(JsonNode node) {
        return node.isNull() ? "nothing" : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
