package dev.tocsin.sigma;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML's nodes, which know where they stand. */
final class Yaml {
    private Yaml() {}

    static String scalar(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** A list of texts, or a single one. */
    static List<String> texts(@Nullable Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(Yaml::scalar).toList();
        }
        return node instanceof ScalarNode ? List.of(scalar(node)) : List.of();
    }

    static Map<String, Node> entries(@Nullable Node node, BiConsumer<Node, String> problem) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = scalar(tuple.getKeyNode());
                if (entries.putIfAbsent(key, tuple.getValueNode()) != null) {
                    problem.accept(tuple.getKeyNode(), "The key '" + key + "' is here twice. Keep one");
                }
            }
        }
        return entries;
    }

    /** {@code line:column}, from 1. */
    static String place(@Nullable Node node) {
        return node == null
                ? "1:1"
                : node.getStartMark()
                        .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                        .orElse("1:1");
    }
}
