package dev.tocsin.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** Reads YAML from hostile hands: whatever the bytes are, there is a file with findings, and soon. */
final class YamlReader {
    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 50;
    private static final int MOST_ALIASES = 200;

    private YamlReader() {}

    /** The single document of a drill or a procedure. */
    static YamlFile read(Path file, String name) {
        try {
            return read(name, Files.readAllBytes(file));
        } catch (IOException e) {
            return YamlFile.unreadable(
                    name, "", new Finding(Check.FILE, top(name), "The file cannot be read: " + e.getMessage(), ""));
        }
    }

    static YamlFile read(String name, byte[] bytes) {
        List<YamlFile> documents = readAll(name, bytes);
        if (documents.size() > 1) {
            YamlFile second = documents.get(1);
            Finding finding = second.isReadable()
                    ? second.at(Check.SEVERAL_DOCUMENTS, "", "A second document. Give it a file of its own.")
                    : second.findings().get(0);
            return YamlFile.unreadable(name, documents.get(0).text(), finding);
        }
        return documents.get(0);
    }

    /** The documents of a manifest; at least one. */
    static List<YamlFile> readAll(String name, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return broken(name, "", Check.SIZE, top(name), "The file is larger than 1 MiB. Split it.", "");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return broken(
                    name, "", Check.ENCODING, firstBad(name, bytes), "This is not UTF-8. Save the file as UTF-8.", "");
        }
        return documents(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static List<YamlFile> documents(String name, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new JsonSchema())
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            Mark tooDeep = tooDeep(settings, text);
            if (tooDeep != null) {
                return broken(
                        name,
                        text,
                        Check.NESTING,
                        YamlFile.position(name, tooDeep),
                        "Nested more than " + DEEPEST + " levels deep.",
                        YamlFile.snippet(tooDeep));
            }
            List<YamlFile> files = new ArrayList<>();
            for (Node document : new Compose(settings).composeAllFromString(text)) {
                files.add(new TreeBuilder(name, text).build(document));
            }
            return files.isEmpty()
                    ? broken(name, text, Check.EMPTY, top(name), "The file is empty. Expected a document.", "")
                    : files;
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            return broken(
                    name,
                    text,
                    Check.SYNTAX,
                    mark == null ? top(name) : YamlFile.position(name, mark),
                    "Not valid YAML: " + e.getProblem() + ".",
                    mark == null ? "" : YamlFile.snippet(mark));
        } catch (ReaderException e) {
            return broken(
                    name,
                    text,
                    Check.ENCODING,
                    place(name, text.substring(0, text.offsetByCodePoints(0, e.getPosition()))),
                    "The character U+%04X is not allowed in YAML.".formatted(e.getCodePoint()),
                    "");
        } catch (YamlEngineException e) {
            return broken(
                    name,
                    text,
                    e.getMessage().contains("aliases") ? Check.NESTING : Check.SYNTAX,
                    top(name),
                    "Not valid YAML: " + e.getMessage().replaceAll("\\s+", " ").strip() + ".",
                    "");
        }
    }

    /** Where it is nested too deep to be put together by recursion; null if it is not. */
    private static @org.jspecify.annotations.Nullable Mark tooDeep(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > DEEPEST) {
                return event.getStartMark().orElseThrow();
            }
        }
        return null;
    }

    private static List<YamlFile> broken(
            String name, String text, Check check, Position at, String message, String snippet) {
        return List.of(YamlFile.unreadable(name, text, new Finding(check, at, message, snippet)));
    }

    private static Position top(String name) {
        return new Position(name, 1, 1);
    }

    private static Position firstBad(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        var out = java.nio.CharBuffer.allocate(bytes.length + 1);
        StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        return place(name, out.flip().toString());
    }

    private static Position place(String name, String before) {
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(name, line, before.length() - before.lastIndexOf('\n'));
    }
}
