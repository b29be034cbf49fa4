package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A YAML document as a JSON tree, with the place of every key and value by its JSON pointer.
 *
 * @param name the file's name for messages
 * @param text the whole file
 * @param tree the document; an empty object if it could not be read
 * @param findings what was wrong with it as YAML
 */
record YamlFile(
        String name,
        String text,
        JsonNode tree,
        Map<String, Mark> keys,
        Map<String, Mark> values,
        List<Finding> findings) {

    static YamlFile unreadable(String name, String text, Finding finding) {
        return new YamlFile(name, text, JsonNodeFactory.instance.objectNode(), Map.of(), Map.of(), List.of(finding));
    }

    /** The same places with another tree of the same shape. */
    YamlFile with(JsonNode other) {
        return new YamlFile(name, text, other, keys, values, findings);
    }

    /** Whether there is a document, all of which could be read. */
    boolean isReadable() {
        return !values.isEmpty() && findings.stream().noneMatch(finding -> finding.check() == Check.NESTING);
    }

    /** At a value; at the nearest enclosing one if there is none at the pointer. */
    Finding at(Check check, String pointer, String message) {
        return finding(check, values, pointer, message);
    }

    /** At a key. */
    Finding atKey(Check check, String pointer, String message) {
        return finding(check, keys, pointer, message);
    }

    Position position(String pointer) {
        return position(name, mark(values, pointer));
    }

    /** Where the key stands under which a value is found; for a list's item, the item. */
    Position keyPosition(String pointer) {
        return position(name, keys.containsKey(pointer) ? keys.get(pointer) : mark(values, pointer));
    }

    private Finding finding(Check check, Map<String, Mark> marks, String pointer, String message) {
        Mark mark = marks.containsKey(pointer) ? marks.get(pointer) : mark(values, pointer);
        return new Finding(check, position(name, mark), message, snippet(mark));
    }

    private static Mark mark(Map<String, Mark> marks, String pointer) {
        String nearest = pointer;
        while (!marks.containsKey(nearest) && !nearest.isEmpty()) {
            nearest = nearest.substring(0, Math.max(0, nearest.lastIndexOf('/')));
        }
        return marks.get(nearest);
    }

    static Position position(String name, Mark mark) {
        return new Position(name, mark.getLine() + 1, mark.getColumn() + 1);
    }

    static String snippet(Mark mark) {
        return mark.createSnippet(2, 100);
    }
}
