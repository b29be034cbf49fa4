package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns YAML's nodes into a JSON tree and keeps where each stands. */
final class TreeBuilder {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 50;
    private final String name;
    private final Map<String, Mark> keys = new HashMap<>();
    private final Map<String, Mark> values = new HashMap<>();

    TreeBuilder(String name) {
        this.name = name;
    }

    YamlFile build(Node root) {
        return new YamlFile(name, tree(root, "", 0), keys, values);
    }

    private JsonNode tree(Node node, String pointer, int depth) {
        Mark mark = node.getStartMark().orElseThrow();
        values.put(pointer, mark);
        if (depth > DEEPEST) {
            throw fail(mark, "Nested more than " + DEEPEST + " levels deep. Check the anchors.");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(tree(item, pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node, mark);
    }

    private ObjectNode object(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            Mark mark = entry.getKeyNode().getStartMark().orElseThrow();
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw fail(mark, "A key must be a plain word.");
            }
            String child = pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
            if (object.has(key.getValue())) {
                throw fail(mark, "The key '" + key.getValue() + "' is here twice. Keep one.");
            }
            keys.put(child, mark);
            object.set(key.getValue(), tree(entry.getValueNode(), child, depth + 1));
        }
        return object;
    }

    private JsonNode scalar(ScalarNode node, Mark mark) {
        String value = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(value));
        }
        if (tag.equals(Tag.INT)) {
            return JSON.numberNode(new BigInteger(value));
        }
        if (tag.equals(Tag.FLOAT)) {
            return JSON.numberNode(new BigDecimal(value));
        }
        if (tag.equals(Tag.STR)) {
            return JSON.textNode(value);
        }
        throw fail(mark, "The tag " + tag.getValue() + " is not supported. Write the value without a tag.");
    }

    private ScenarioException fail(Mark mark, String message) {
        return YamlFile.fail(YamlFile.position(name, mark), message, YamlFile.snippet(mark));
    }
}
