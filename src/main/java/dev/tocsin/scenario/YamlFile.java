package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * A YAML document as a JSON tree, with the place of every key and value by its JSON pointer.
 *
 * @param name the file's name for messages
 * @param tree the document
 */
record YamlFile(String name, JsonNode tree, Map<String, Mark> keys, Map<String, Mark> values) {
    private static final int MOST_BYTES = 1 << 20;

    /** @throws ScenarioException if the file is not one YAML document */
    static YamlFile read(Path file, String name) {
        Position top = new Position(name, 1, 1);
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > MOST_BYTES) {
                throw fail(top, "The file is larger than 1 MiB. Split it.", "");
            }
            return parse(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }

    static YamlFile parse(String name, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new JsonSchema())
                .setMaxAliasesForCollections(20)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                throw fail(new Position(name, 1, 1), "The file is empty. Expected a drill or a procedure.", "");
            }
            return new TreeBuilder(name).build(root.get());
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().orElseThrow(() -> e);
            throw fail(position(name, mark), "Not valid YAML: " + e.getProblem() + ".", snippet(mark));
        } catch (YamlEngineException e) {
            throw fail(new Position(name, 1, 1), "Not valid YAML: " + e.getMessage(), "");
        }
    }

    /** A problem at a value; at the nearest enclosing one if there is none at the pointer. */
    Problem at(String pointer, String message) {
        return problem(values, pointer, message);
    }

    /** A problem at a key. */
    Problem atKey(String pointer, String message) {
        return problem(keys, pointer, message);
    }

    Position position(String pointer) {
        return position(name, mark(values, pointer));
    }

    /** Where the key stands under which a value is found; for a list's item, the item. */
    Position keyPosition(String pointer) {
        return position(name, keys.containsKey(pointer) ? keys.get(pointer) : mark(values, pointer));
    }

    private Problem problem(Map<String, Mark> marks, String pointer, String message) {
        Mark mark = marks.containsKey(pointer) ? marks.get(pointer) : mark(values, pointer);
        return new Problem(position(name, mark), message, snippet(mark));
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

    static ScenarioException fail(Position at, String message, String snippet) {
        return new ScenarioException(List.of(new Problem(at, message, snippet)));
    }
}
