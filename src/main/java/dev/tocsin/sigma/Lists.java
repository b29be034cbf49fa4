package dev.tocsin.sigma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What rules cannot know by themselves, such as who may deploy: lists of whole names in one file of the library, which
 * rules ask for by {@code expand} and {@code %name%}.
 */
public final class Lists {
    /** The file's name, in the rules' folder. */
    public static final String FILE = "lists.yaml";

    private Lists() {}

    /**
     * @param root the rules' folder
     * @return empty if there is no such file
     * @throws RuleException with every mistake in the file
     */
    static Map<String, List<String>> read(Path root) {
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        List<String> problems = new ArrayList<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        BiConsumer<Node, String> problem =
                (node, sentence) -> problems.add(file + ":" + Yaml.place(node) + ": " + sentence + ".");
        Node document = document(file);
        if (!(document instanceof MappingNode)) {
            problem.accept(document, "Expected lists by their names");
        }
        Yaml.entries(document, problem).forEach((name, node) -> {
            if (!name.matches("[A-Za-z0-9_]+") || !texts(node)) {
                problem.accept(
                        node,
                        "'" + name + "' is no list. A list is a name of letters, digits and '_', and whole texts");
            }
            lists.put(name, Yaml.texts(node));
        });
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return lists;
    }

    private static boolean texts(Node node) {
        return node instanceof SequenceNode list
                && list.getValue().stream()
                        .allMatch(one ->
                                one instanceof ScalarNode && !one.getTag().equals(Tag.NULL));
    }

    private static @Nullable Node document(Path file) {
        try {
            return new Compose(LoadSettings.builder().setLabel(file.toString()).build())
                    .composeString(Files.readString(file))
                    .orElse(null);
        } catch (YamlEngineException e) {
            throw new RuleException(List.of(file + ":1:1: Not valid YAML: " + e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
