package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A drill's rows of parameters: each row is a drill of its own, named by its values. */
final class Rows {
    private static final Pattern PARAMETER = Pattern.compile("\\$\\{param\\.([A-Za-z0-9_-]+)}");
    private static final String ROWS = "/parameters/rows";

    private Rows() {}

    /**
     * One of them.
     *
     * @param suffix {@code [account=dev/a,verb=get]}; empty for a drill without rows
     * @param file the drill with the row's values in their places
     */
    record Row(String suffix, YamlFile file) {}

    static List<Row> of(YamlFile file) {
        JsonNode rows = file.tree().at(ROWS);
        if (!rows.isArray() || rows.isEmpty()) {
            return List.of(new Row("", file));
        }
        List<Row> all = new ArrayList<>();
        for (JsonNode row : rows) {
            all.add(new Row(suffix(row), row.isObject() ? file.with(filled(file.tree(), row)) : file));
        }
        return all;
    }

    private static String suffix(JsonNode row) {
        return row.properties().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
                .collect(Collectors.joining(",", "[", "]"));
    }

    static List<Finding> check(YamlFile file) {
        List<Finding> findings = new ArrayList<>();
        JsonNode rows = file.tree().at(ROWS);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.path(i);
            if (!seen.add(suffix(row))) {
                findings.add(
                        file.at(Check.PARAMETERS, ROWS + "/" + i, "This row is there already: " + suffix(row) + "."));
            }
            if (!names(row).equals(names(rows.path(0)))) {
                findings.add(file.at(
                        Check.PARAMETERS,
                        ROWS + "/" + i,
                        "Each row gives the same parameters. The first gives " + names(rows.path(0)) + ", this one "
                                + names(row) + "."));
            }
        }
        return findings;
    }

    private static Set<String> names(JsonNode row) {
        return row.properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static JsonNode filled(JsonNode node, JsonNode row) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue(), row)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(filled(item, row)));
            return copy;
        }
        return node.isTextual() ? text(node, row) : node;
    }

    private static JsonNode text(JsonNode node, JsonNode row) {
        Matcher parameter = PARAMETER.matcher(node.asText());
        if (parameter.matches() && row.has(parameter.group(1))) {
            return row.path(parameter.group(1)); // alone, it keeps its type
        }
        return TextNode.valueOf(parameter
                .reset()
                .replaceAll(found -> Matcher.quoteReplacement(
                        row.has(found.group(1)) ? row.path(found.group(1)).asText() : found.group())));
    }
}
