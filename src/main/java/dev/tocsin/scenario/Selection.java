package dev.tocsin.scenario;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** The drills that a text means: names, globs, paths, {@code all}; several with commas. */
public final class Selection {
    /** A comma inside a row's brackets separates its values. */
    private static final String COMMA = ",(?![^\\[]*])";

    private Selection() {}

    /**
     * @param text a name (of a drill with rows: each of them), a row's name, a glob such as {@code *-escape}, a drill's
     *     file, a folder of drills, {@code all}, or several of these with commas
     * @return names, sorted
     * @throws IllegalArgumentException if a part of it matches nothing; the message names the nearest
     */
    public static List<String> of(String text, Library library) {
        List<String> chosen = new ArrayList<>();
        for (String part : text.split(COMMA)) {
            List<String> matching = matching(part.strip(), library);
            if (matching.isEmpty()) {
                throw new IllegalArgumentException(nothing(part.strip(), library));
            }
            chosen.addAll(matching);
        }
        return chosen.stream().distinct().sorted().toList();
    }

    private static List<String> matching(String part, Library library) {
        if (library.drills().containsKey(part)) {
            return List.of(part);
        }
        if (!part.contains("*") && !part.isEmpty() && Files.exists(Path.of(part))) {
            Path path = Path.of(part).toAbsolutePath().normalize();
            List<String> inside =
                    named(library, file -> file.toAbsolutePath().normalize().startsWith(path));
            if (!inside.isEmpty()) {
                return inside;
            }
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + (part.equals("all") ? "*" : part));
            return named(library, file -> matcher.matches(Path.of(Library.nameOf(file))));
        } catch (PatternSyntaxException e) {
            return List.of();
        }
    }

    private static List<String> named(Library library, Predicate<Path> wanted) {
        return library.drills().entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String nothing(String part, Library library) {
        List<String> near = Nearest.to(part, library.drills().keySet(), 3);
        return "No scenario is named '" + part + "' in " + library.root().resolve("drills") + ". "
                + (near.isEmpty()
                        ? "There are: " + String.join(", ", library.drills().keySet()) + "."
                        : "Nearest: " + String.join(", ", near) + ".");
    }
}
