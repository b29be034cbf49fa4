package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of a run.
 *
 * @param folder {@code reports/<run id>}
 */
record RunFiles(Path folder) {
    private static final String SUMMARY = ".summary.json";
    private static final String GAME_DAY = "gameday.json";
    private static final List<String> OF_GAME_DAY = List.of(GAME_DAY, "gameday.txt", "gameday.yaml");

    /**
     * One drill of a run.
     *
     * @param name as files have it
     * @param summary what it came to
     * @param picture its timeline, SVG
     */
    record Drill(String name, JsonNode summary, String picture) {}

    /** @param run a folder, the name of one under {@code reports}, or {@code latest} */
    static RunFiles of(Path reports, String run) {
        for (Path folder : List.of(Path.of(run), reports.resolve(run))) {
            if (Files.isDirectory(folder)) {
                try {
                    return new RunFiles(folder.toRealPath()); // what 'latest' points at has the run's name
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new SignOffException("There is no run '" + run + "': neither a folder of that name nor one under "
                + reports + "/. Each run of drills writes one.");
    }

    String id() {
        return folder.getFileName().toString();
    }

    /**
     * What the game day came to that the run was; missing if it was none.
     *
     * @throws SignOffException if it cannot be read
     */
    JsonNode gameDay() {
        Path file = folder.resolve(GAME_DAY);
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? StrictJson.read(Files.readAllBytes(file))
                    : MissingNode.getInstance();
        } catch (IOException e) {
            throw new SignOffException("The game day's own file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /** What it lacks to be whole; empty if it lacks nothing. */
    Optional<String> lacking() {
        Path file = folder.resolve(SignOff.NOT_WHOLE);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of its drills. */
    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUMMARY))
                    .map(name -> name.substring(0, name.length() - SUMMARY.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its drills of these names, in the order in which they ran. */
    List<Drill> drills(Collection<String> names) {
        List<Drill> drills = new ArrayList<>();
        for (String name : names) {
            try {
                JsonNode summary = StrictJson.read(Files.readAllBytes(folder.resolve(name + SUMMARY)));
                drills.add(new Drill(name, summary, Files.readString(folder.resolve(name + ".svg"))));
            } catch (IOException e) {
                throw new SignOffException(
                        "The report of drill '" + name + "' in " + folder + " cannot be read: " + e.getMessage() + ".");
            }
        }
        drills.sort(Comparator.comparing(drill -> drill.summary().path("from").asText()));
        return drills;
    }

    /**
     * What is evidence for drills: their summaries, pictures and folders, and the run's report. Links are left out.
     *
     * @param gameDay whether what the game day came to is evidence too
     * @return path with slashes, relative to the run's folder, to SHA-256
     */
    SortedMap<String, String> evidence(Collection<String> drills, boolean gameDay) {
        SortedMap<String, String> evidence = new TreeMap<>();
        List<Path> roots = new ArrayList<>(List.of(folder.resolve("report.html")));
        if (gameDay) {
            OF_GAME_DAY.forEach(name -> roots.add(folder.resolve(name)));
        }
        for (String drill : drills) {
            roots.addAll(
                    List.of(folder.resolve(drill), folder.resolve(drill + SUMMARY), folder.resolve(drill + ".svg")));
        }
        for (Path root : roots) {
            if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(one -> Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS))
                        .toList()) {
                    evidence.put(folder.relativize(file).toString().replace('\\', '/'), Sha256.of(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return evidence;
    }
}
