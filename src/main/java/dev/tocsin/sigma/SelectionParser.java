package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A selection: a map (all fields), a list of maps (any of them), or a list of keywords (any, anywhere in the event). */
final class SelectionParser {
    private final BiConsumer<Node, String> problem;
    private final Mapping mapping;
    private final ItemParser items;
    private final Set<String> mentioned;

    /** @param mentioned every field that the rule names anywhere */
    SelectionParser(BiConsumer<Node, String> problem, Mapping mapping, Set<String> mentioned) {
        this.problem = problem;
        this.mapping = mapping;
        this.items = new ItemParser(problem, mapping.placeholders());
        this.mentioned = mentioned;
    }

    /** The fields that a selection names, without modifiers. */
    static void fieldsOf(Node node, Set<String> fields) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                fields.add(Yaml.scalar(tuple.getKeyNode()).replaceAll("\\|.*", ""));
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> fieldsOf(item, fields));
        }
    }

    Expr selection(Node node) {
        if (node instanceof MappingNode map && !map.getValue().isEmpty()) {
            return fields(map);
        }
        if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
            List<Expr> any = new ArrayList<>();
            for (Node item : list.getValue()) {
                any.add(
                        item instanceof MappingNode map
                                ? fields(map)
                                : items.expression(new Item("", List.of(), List.of(Yaml.scalar(item)), item)));
            }
            return any.size() == 1 ? any.get(0) : new Expr.Any(any);
        }
        problem.accept(node, "A selection is a map of fields, a list of such maps, or a list of keywords");
        return new Expr.Any(List.of());
    }

    private Expr fields(MappingNode map) {
        List<Item> lines = new ArrayList<>();
        for (NodeTuple tuple : map.getValue()) {
            lines.add(items.read(tuple.getKeyNode(), tuple.getValueNode()));
        }
        List<Expr> all = new ArrayList<>();
        for (List<Item> alternatives : mapping.apply(lines, mentioned)) {
            List<Expr> any = alternatives.stream().map(items::expression).toList();
            all.add(any.size() == 1 ? any.get(0) : new Expr.Any(any));
        }
        return all.size() == 1 ? all.get(0) : new Expr.All(all);
    }
}
