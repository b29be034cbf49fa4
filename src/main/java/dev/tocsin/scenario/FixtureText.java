package dev.tocsin.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fixture's manifest as it is put into the cluster. A ConfigMap that names a folder of the library, in the annotation
 * {@code tocsin.dev/files}, gets the YAML files of that folder as its data: a detector's rules stay in files of their own.
 */
final class FixtureText {
    private static final Pattern FILES = Pattern.compile("tocsin\\.dev/files:\\s*[\"']?([A-Za-z0-9][-A-Za-z0-9_./]*)");
    private static final String POINTER = "/metadata/annotations/tocsin.dev~1files";
    private static final String BETWEEN = "(?m)^---[ \\t]*\\r?\\n";

    private FixtureText() {}

    /** @param root the library's folder */
    static String read(Path fixture, Path root) {
        String text = text(fixture);
        return FILES.matcher(text).find()
                ? List.of(text.split(BETWEEN, -1)).stream()
                        .map(document -> filled(document, root))
                        .collect(Collectors.joining("---\n"))
                : text;
    }

    /** Whether the folder that an object asks for is there, and whether it can be filled in. */
    static void check(YamlFile document, Path fixture, List<Finding> findings) {
        String folder = document.tree().at(POINTER).asText();
        if (folder.isEmpty()) {
            return;
        }
        Path root = fixture.toAbsolutePath().normalize().getParent().getParent();
        Path wanted = root.resolve(folder).normalize();
        if (!wanted.startsWith(root) || !Files.isDirectory(wanted)) {
            findings.add(document.at(Check.FILE, POINTER, "The library has no folder '" + folder + "'."));
        }
        if (document.tree().has("data")) {
            findings.add(document.atKey(
                    Check.UNKNOWN_KEY, "/data", "The data are the files of '" + folder + "': leave 'data' out here."));
        }
    }

    private static String filled(String document, Path root) {
        Matcher asks = FILES.matcher(document);
        if (!asks.find()) {
            return document;
        }
        StringBuilder filled = new StringBuilder(document.stripTrailing()).append("\ndata:");
        List<Path> files = Library.yamlFiles(root.resolve(asks.group(1)));
        for (Path file : files) {
            // The number says how far the text is indented, whatever its first line begins with.
            filled.append("\n  ").append(file.getFileName()).append(": |2\n");
            text(file)
                    .lines()
                    .forEach(line -> filled.append("    ").append(line).append('\n'));
        }
        return filled.append(files.isEmpty() ? " {}\n" : "").toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
