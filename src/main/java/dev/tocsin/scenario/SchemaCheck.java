package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks a file against its JSON Schema and says each mistake at the key or value itself. */
final class SchemaCheck {
    private final JsonNode source;
    private final Schema schema;

    SchemaCheck(JsonNode source) {
        this.source = source;
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(source.toString(), InputFormat.JSON);
    }

    List<Problem> check(YamlFile file) {
        List<Problem> problems = new ArrayList<>();
        for (Error error : schema.validate(file.tree().toString(), InputFormat.JSON)) {
            problems.add(problem(file, error));
        }
        problems.sort(Comparator.comparing((Problem p) -> p.at().line())
                .thenComparing(p -> p.at().column())
                .thenComparing(Problem::message));
        return problems.stream().distinct().toList();
    }

    private Problem problem(YamlFile file, Error error) {
        String pointer = error.getInstanceLocation().toString();
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" ->
                file.atKey(
                        pointer + "/" + property.replace("~", "~0").replace("/", "~1"),
                        "Unknown key '" + property + "'." + Nearest.hint(property, allowed(error)));
            case "required" -> file.at(pointer, "The key '" + property + "' is missing here.");
            case "pattern" -> file.at(pointer, patternMessage(error));
            case "enum" ->
                file.at(
                        pointer,
                        "'" + error.getInstanceNode().asText() + "' is not allowed."
                                + Nearest.hint(error.getInstanceNode().asText(), Schemas.texts(error.getSchemaNode())));
            case "type" ->
                file.at(
                        pointer,
                        "Expected " + String.join(" or ", Schemas.texts(error.getSchemaNode())) + ", found "
                                + kind(error.getInstanceNode()) + ".");
            default -> file.at(pointer, error.getMessage() + ".");
        };
    }

    private String patternMessage(Error error) {
        String value = error.getInstanceNode().asText();
        if (error.getSchemaNode().asText().equals(Durations.PATTERN)) {
            return "'" + value + "' is not a duration. Write 500ms, 5s or 2m.";
        }
        String title = parent(error).path("title").asText();
        return title.isEmpty()
                ? "'" + value + "' does not have the form "
                        + error.getSchemaNode().asText() + "."
                : "'" + value + "' is not a " + title + ".";
    }

    /** The keys that the schema allows where an unknown one was found. */
    private List<String> allowed(Error error) {
        List<String> names = new ArrayList<>();
        parent(error).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The schema that holds the keyword which was broken. */
    private JsonNode parent(Error error) {
        String path = error.getSchemaLocation().getFragment().toString();
        return source.at(path.substring(0, path.lastIndexOf('/')));
    }

    private static String kind(JsonNode node) {
        return node.isNull() ? "nothing" : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
