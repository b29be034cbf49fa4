package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A selection: a map (all fields), a list of maps (any of them), or a list of keywords (any, anywhere in the event). */
final class SelectionParser {
    private final BiConsumer<Node, String> problem;

    SelectionParser(BiConsumer<Node, String> problem) {
        this.problem = problem;
    }

    Predicate<Map<String, Object>> selection(Node node) {
        if (node instanceof MappingNode mapping) {
            return fields(mapping);
        }
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            List<Predicate<Map<String, Object>>> any = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                any.add(item instanceof MappingNode mapping ? fields(mapping) : keyword(item));
            }
            return event -> any.stream().anyMatch(one -> one.test(event));
        }
        problem.accept(node, "A selection is a map of fields, a list of such maps, or a list of keywords");
        return event -> false;
    }

    private Predicate<Map<String, Object>> keyword(Node node) {
        Predicate<@Nullable Object> matcher = ValueMatchers.of(RuleParser.scalar(node), EnumSet.of(Modifier.CONTAINS));
        return event -> Fields.all(event).anyMatch(matcher);
    }

    private Predicate<Map<String, Object>> fields(MappingNode mapping) {
        List<Predicate<Map<String, Object>>> all = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            all.add(field(tuple.getKeyNode(), tuple.getValueNode()));
        }
        return event -> all.stream().allMatch(one -> one.test(event));
    }

    private Predicate<Map<String, Object>> field(Node key, Node value) {
        String[] parts = RuleParser.scalar(key).split("\\|");
        Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        for (int i = 1; i < parts.length; i++) {
            Optional<Modifier> modifier = Modifier.named(parts[i]);
            if (modifier.isEmpty()) {
                problem.accept(
                        key,
                        "The modifier '" + parts[i] + "' is not supported. Supported: "
                                + String.join(", ", Modifier.names()));
                return event -> false;
            }
            modifiers.add(modifier.get());
        }
        String path = parts[0];
        if (modifiers.contains(Modifier.EXISTS)) {
            boolean wanted = Boolean.parseBoolean(RuleParser.scalar(value));
            return event -> Fields.values(event, path).isEmpty() != wanted;
        }
        return values(path, modifiers, value);
    }

    private Predicate<Map<String, Object>> values(String path, Set<Modifier> modifiers, Node value) {
        List<Node> nodes = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        List<Predicate<@Nullable Object>> matchers = new ArrayList<>();
        for (Node node : nodes) {
            try {
                matchers.add(ValueMatchers.of(constant(node), modifiers));
            } catch (IllegalArgumentException e) {
                problem.accept(node, String.valueOf(e.getMessage()));
            }
        }
        Predicate<Map<String, Object>> matches = event -> {
            List<@Nullable Object> seen = Fields.values(event, path);
            Predicate<Predicate<@Nullable Object>> hit = matcher ->
                    seen.isEmpty() ? matcher.test(null) : seen.stream().anyMatch(matcher);
            return modifiers.contains(Modifier.ALL)
                    ? matchers.stream().allMatch(hit)
                    : matchers.stream().anyMatch(hit);
        };
        return modifiers.contains(Modifier.NEQ) ? matches.negate() : matches;
    }

    private @Nullable Object constant(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            problem.accept(node, "Expected a value or a list of values");
            return "";
        }
        return scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue();
    }
}
