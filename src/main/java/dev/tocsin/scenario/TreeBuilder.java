package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private static final int MOST_VALUES = 20_000;
    private static final int LONGEST_NUMBER = 30;
    private final String name;
    private final String text;
    private final Map<String, Mark> keys = new HashMap<>();
    private final Map<String, Mark> values = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int count;
    private boolean exploded;

    TreeBuilder(String name, String text) {
        this.name = name;
        this.text = text;
    }

    YamlFile build(Node root) {
        return new YamlFile(name, text, tree(root, "", 0), keys, values, findings);
    }

    private JsonNode tree(Node node, String pointer, int depth) {
        Mark mark = node.getStartMark().orElseThrow();
        values.put(pointer, mark);
        if (++count > MOST_VALUES || depth > DEEPEST) {
            if (!exploded) {
                exploded = true;
                note(Check.NESTING, mark, "With its anchors the file grows without end, or nearly so. Write it out.");
            }
            return JSON.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            for (Node item : sequence.getValue()) {
                if (exploded) {
                    break;
                }
                array.add(tree(item, pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node, mark);
    }

    private ObjectNode object(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (exploded) {
                break;
            }
            Mark mark = entry.getKeyNode().getStartMark().orElseThrow();
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                note(Check.SYNTAX, mark, "A key must be a plain word.");
                continue;
            }
            String child = pointer + "/" + escape(key.getValue());
            if (object.has(key.getValue())) {
                note(Check.DUPLICATE_KEY, mark, "The key '" + key.getValue() + "' is here twice. Keep one.");
                continue;
            }
            keys.put(child, mark);
            object.set(key.getValue(), tree(entry.getValueNode(), child, depth + 1));
        }
        return object;
    }

    /** A key as it stands in a JSON pointer. */
    static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
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
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(value, tag, mark);
        }
        if (!tag.equals(Tag.STR)) {
            note(Check.SYNTAX, mark, "The tag " + tag.getValue() + " is not supported. Write the value without a tag.");
        }
        return JSON.textNode(value);
    }

    private JsonNode number(String value, Tag tag, Mark mark) {
        try {
            if (value.length() <= LONGEST_NUMBER) {
                if (tag.equals(Tag.INT)) {
                    return JSON.numberNode(new BigInteger(value));
                }
                BigDecimal decimal = new BigDecimal(value);
                if (Math.abs((long) decimal.scale()) <= LONGEST_NUMBER) {
                    return JSON.numberNode(decimal);
                }
            }
        } catch (NumberFormatException e) {
            // said below: a tag that the value does not fit
        }
        note(
                Check.BAD_VALUE,
                mark,
                "'" + shorten(value) + "' is not a number that can be used. Quote it if it is a text.");
        return JSON.textNode(value);
    }

    private static String shorten(String value) {
        return value.length() <= LONGEST_NUMBER ? value : value.substring(0, LONGEST_NUMBER) + "...";
    }

    private void note(Check check, Mark mark, String message) {
        findings.add(new Finding(check, YamlFile.position(name, mark), message, YamlFile.snippet(mark)));
    }
}
