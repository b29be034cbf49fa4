package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one rule file; every mistake is noted at its place, and the rule is only made if there is none. */
final class RuleParser {
    private static final Set<String> KEYS = Set.of(
            "title",
            "id",
            "name",
            "related",
            "status",
            "description",
            "references",
            "author",
            "date",
            "modified",
            "tags",
            "logsource",
            "detection",
            "fields",
            "falsepositives",
            "level",
            "license",
            "scope",
            "taxonomy");
    private static final Set<String> LEVELS = Set.of("informational", "low", "medium", "high", "critical");
    private final String name;
    private final String file;
    private final List<String> problems = new ArrayList<>();

    RuleParser(String name, String file) {
        this.name = name;
        this.file = file;
    }

    Rule parse(String yaml) {
        Map<String, Node> top = document(yaml);
        for (Map.Entry<String, Node> entry : top.entrySet()) {
            if (!KEYS.contains(entry.getKey())) {
                problem(
                        entry.getValue(),
                        entry.getKey().equals("correlation")
                                ? "Correlation rules are not supported yet; only single-event rules are"
                                : "Unknown key '" + entry.getKey() + "'. Allowed: "
                                        + KEYS.stream().sorted().toList());
            }
        }
        for (String key : List.of("title", "id", "level", "logsource", "detection")) {
            if (!top.containsKey(key)) {
                problems.add(file + ":1:1: The key '" + key + "' is missing.");
            }
        }
        stop();
        String id = scalar(top.get("id"));
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            problem(top.get("id"), "'" + id + "' is not a UUID in lower case");
        }
        String level = scalar(top.get("level"));
        if (!LEVELS.contains(level)) {
            problem(
                    top.get("level"),
                    "'" + level + "' is not a level. Allowed: "
                            + LEVELS.stream().sorted().toList());
        }
        Predicate<Map<String, Object>> condition = detection(top.get("detection"));
        stop();
        return new Rule(
                name, id, scalar(top.get("title")), level, texts(top.get("tags")), texts(top.get("fields")), condition);
    }

    private Map<String, Node> document(String yaml) {
        try {
            Iterator<Node> documents = new Compose(
                            LoadSettings.builder().setLabel(file).build())
                    .composeAllFromString(yaml)
                    .iterator();
            Node root = documents.hasNext() ? documents.next() : null;
            if (root == null) {
                throw new RuleException(List.of(file + ":1:1: The file is empty. Expected a Sigma rule."));
            }
            if (documents.hasNext()) {
                problem(documents.next(), "A second document. Give each rule a file of its own");
            }
            return root instanceof MappingNode mapping ? entries(mapping) : Map.of();
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("1:1");
            throw new RuleException(List.of(file + ":" + place + ": Not valid YAML: " + e.getProblem() + "."));
        } catch (YamlEngineException e) {
            throw new RuleException(List.of(file + ":1:1: Not valid YAML: " + e.getMessage()));
        }
    }

    private Predicate<Map<String, Object>> detection(Node node) {
        Map<String, Node> entries = node instanceof MappingNode mapping ? entries(mapping) : Map.of();
        Map<String, Predicate<Map<String, Object>>> selections = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (!key.equals("condition")) {
                selections.put(key, new SelectionParser(this::problem).selection(value));
            }
        });
        Node text = entries.get("condition");
        if (!(text instanceof ScalarNode condition)) {
            problem(text == null ? node : text, "The detection needs one condition, a text");
            return event -> false;
        }
        try {
            Condition parsed = new Condition(condition.getValue(), selections);
            Predicate<Map<String, Object>> predicate = parsed.parse();
            Set<String> unread = new LinkedHashSet<>(selections.keySet());
            unread.removeAll(parsed.used());
            unread.forEach(one -> problem(entries.get(one), "The condition never reads the selection '" + one + "'"));
            return predicate;
        } catch (IllegalArgumentException e) {
            problem(condition, String.valueOf(e.getMessage()));
            return event -> false;
        }
    }

    private Map<String, Node> entries(MappingNode mapping) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            entries.put(scalar(tuple.getKeyNode()), tuple.getValueNode());
        }
        return entries;
    }

    private static List<String> texts(@Nullable Node node) {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(RuleParser::scalar).toList()
                : List.of();
    }

    static String scalar(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private void problem(Node node, String sentence) {
        String place = node.getStartMark()
                .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse("1:1");
        problems.add(file + ":" + place + ": " + sentence + ".");
    }

    private void stop() {
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
    }
}
