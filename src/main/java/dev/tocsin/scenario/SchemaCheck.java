package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks a file against its JSON Schema and says each mistake at the key or value itself. */
final class SchemaCheck {
    private final JsonNode source;
    private final Schema schema;

    SchemaCheck(String resource) {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(resource)) {
            source = new com.fasterxml.jackson.databind.ObjectMapper().readTree(in);
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(source.toString(), InputFormat.JSON);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(resource, e);
        }
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
                                + Nearest.hint(error.getInstanceNode().asText(), texts(error.getSchemaNode())));
            case "type" ->
                file.at(
                        pointer,
                        "Expected " + error.getSchemaNode().asText() + ", found " + kind(error.getInstanceNode())
                                + ".");
            default -> file.at(pointer, error.getMessage() + ".");
        };
    }

    private String patternMessage(Error error) {
        String value = error.getInstanceNode().asText();
        return error.getSchemaNode().asText().equals(Durations.PATTERN)
                ? "'" + value + "' is not a duration. Write 500ms, 5s or 2m."
                : "'" + value + "' does not have the form "
                        + error.getSchemaNode().asText() + ".";
    }

    /** The keys that the schema allows where an unknown one was found. */
    private List<String> allowed(Error error) {
        String path = error.getSchemaLocation().getFragment().toString();
        JsonNode object = source.at(path.substring(0, path.lastIndexOf('/')));
        List<String> names = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static String kind(JsonNode node) {
        return node.isNull() ? "nothing" : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
