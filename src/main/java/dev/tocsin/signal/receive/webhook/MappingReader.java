package dev.tocsin.signal.receive.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a mapping file; every mistake is said with its place. */
final class MappingReader {
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("each", "rule", "title", "severity", "levels", "time", "id", "entities"));
    private static final Set<String> ENTITIES =
            new TreeSet<>(Set.of("user", "serviceAccount", "namespace", "pod", "node", "address"));
    private static final Set<String> LEVELS =
            new TreeSet<>(Set.of("informational", "low", "medium", "high", "critical"));
    private final String file;
    private final List<String> problems = new ArrayList<>();

    private MappingReader(String file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException with a line for each mistake */
    static Mapping read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ":1:1: The mapping file cannot be read: " + e.getMessage(), e);
        }
        return new MappingReader(file.toString()).read(text);
    }

    private Mapping read(String text) {
        Node root = null;
        try {
            root = new Compose(LoadSettings.builder()
                            .setLabel(file)
                            .setMaxAliasesForCollections(0)
                            .build())
                    .composeString(text)
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            problem(e.getProblemMark().orElse(null), "Not valid YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException e) {
            problem(null, "Not valid YAML: " + e.getMessage());
        }
        Map<String, Node> top = root == null ? Map.of() : entries(root, KEYS);
        if (root == null && problems.isEmpty()) {
            problem(null, "The file is empty. Expected where 'rule' and 'time' stand.");
        }
        for (String needed : List.of("rule", "time")) {
            if (root != null && !top.containsKey(needed)) {
                problem(root.getStartMark().orElse(null), "The key '" + needed + "' is missing here.");
            }
        }
        Map<String, JsonPointer> at = new LinkedHashMap<>();
        for (String key : List.of("each", "rule", "title", "severity", "time", "id")) {
            if (top.containsKey(key)) {
                at.put(key, pointer(top.get(key)));
            }
        }
        Map<String, JsonPointer> entities = new LinkedHashMap<>();
        if (top.containsKey("entities")) {
            entries(top.get("entities"), ENTITIES).forEach((name, node) -> entities.put(name, pointer(node)));
        }
        Map<String, String> levels = levels(top.get("levels"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Mapping(
                at.getOrDefault("each", JsonPointer.empty()),
                at.get("rule"),
                at.get("title"),
                at.get("severity"),
                levels,
                at.get("time"),
                at.get("id"),
                entities);
    }

    /** @param allowed the keys that may be there; any if it is empty */
    private Map<String, Node> entries(Node node, Set<String> allowed) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problem(node.getStartMark().orElse(null), "Expected a map.");
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Mark mark = tuple.getKeyNode().getStartMark().orElse(null);
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!allowed.isEmpty() && !allowed.contains(key)) {
                problem(mark, "Unknown key '" + key + "'." + hint(key, allowed));
            } else if (entries.put(key, tuple.getValueNode()) != null) {
                problem(mark, "The key '" + key + "' is here twice. Keep one.");
            }
        }
        return entries;
    }

    private JsonPointer pointer(Node node) {
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (!text.isEmpty() && !text.startsWith("/")) {
            problem(
                    node.getStartMark().orElse(null),
                    "'" + text + "' is not a JSON pointer. Write where it stands, such as /result/user.");
            return JsonPointer.empty();
        }
        return JsonPointer.compile(text);
    }

    private Map<String, String> levels(@Nullable Node node) {
        Map<String, String> levels = new LinkedHashMap<>();
        if (node == null) {
            return levels;
        }
        entries(node, Set.of()).forEach((word, value) -> {
            String level = value instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!LEVELS.contains(level)) {
                problem(value.getStartMark().orElse(null), "'" + level + "' is not a level." + hint(level, LEVELS));
            }
            levels.put(word, level);
        });
        return levels;
    }

    private static String hint(String name, Set<String> known) {
        return known.stream()
                .filter(one -> one.equalsIgnoreCase(name)
                        || (name.length() > 2 && (one.startsWith(name.substring(0, 2)) || one.contains(name))))
                .findFirst()
                .map(near -> " Did you mean '" + near + "'?")
                .orElse(" Allowed: " + String.join(", ", known) + ".");
    }

    private void problem(@Nullable Mark mark, String message) {
        problems.add(file + ":" + (mark == null ? "1:1" : (mark.getLine() + 1) + ":" + (mark.getColumn() + 1)) + ": "
                + message);
    }
}
