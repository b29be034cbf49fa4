package dev.tocsin.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of scenarios: {@code drills/}, {@code fixtures/}, {@code procedures/}, {@code rules/}. */
public final class Library {
    private final Path root;
    private final SortedMap<String, Path> drills = new TreeMap<>();

    /** @throws ScenarioException if two drills have one name */
    public Library(Path root) {
        this.root = root;
        List<Problem> problems = new ArrayList<>();
        for (Path file : yamlFiles(root.resolve("drills"))) {
            Path twin = drills.putIfAbsent(nameOf(file), file);
            if (twin != null) {
                problems.add(new Problem(
                        new Position(file.toString(), 1, 1), "A drill of this name is already in " + twin + ".", ""));
            }
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
    }

    public Path root() {
        return root;
    }

    /** Every drill's file by its name. */
    public SortedMap<String, Path> drills() {
        return drills;
    }

    /** The drill's file and all that it names, checked. */
    public Drill load(String name) {
        return new DrillLoader(this).load(drills.get(name));
    }

    /**
     * The drills that a selection means.
     *
     * @param selection a name, several with commas, a glob such as {@code *-escape}, or {@code all}
     * @return names, sorted
     * @throws IllegalArgumentException if a part of it matches nothing; the message names the nearest
     */
    public List<String> select(String selection) {
        List<String> chosen = new ArrayList<>();
        for (String part : selection.split(",")) {
            String glob = part.strip().equals("all") ? "*" : part.strip();
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            List<String> matching = drills.keySet().stream()
                    .filter(name -> matcher.matches(Path.of(name)))
                    .toList();
            if (matching.isEmpty()) {
                throw new IllegalArgumentException(noSuch(part.strip()));
            }
            chosen.addAll(matching);
        }
        return chosen.stream().distinct().sorted().toList();
    }

    private String noSuch(String part) {
        List<String> near = Nearest.to(part, drills.keySet(), 3);
        return "No scenario is named '" + part + "' in " + root.resolve("drills") + ". "
                + (near.isEmpty()
                        ? "There are: " + String.join(", ", drills.keySet()) + "."
                        : "Nearest: " + String.join(", ", near) + ".");
    }

    Path fixture(String name) {
        return root.resolve("fixtures").resolve(name + ".yaml");
    }

    Path procedure(String name) {
        return root.resolve("procedures").resolve(name + ".yaml");
    }

    /** A rule's file. */
    public Path rule(String name) {
        return root.resolve("rules").resolve(name + ".yml");
    }

    /** The names of the files in a folder, without their ending. */
    List<String> namesIn(String folder) {
        Path base = root.resolve(folder);
        return yamlFiles(base).stream()
                .map(file -> base.relativize(file).toString().replace('\\', '/').replaceAll("\\.ya?ml$", ""))
                .toList();
    }

    private static List<Path> yamlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String nameOf(Path file) {
        return file.getFileName().toString().replaceAll("\\.ya?ml$", "");
    }
}
