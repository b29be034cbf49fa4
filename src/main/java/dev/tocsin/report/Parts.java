package dev.tocsin.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The folders that the shards of one run left.
 *
 * @param folders by the shard's number
 */
public record Parts(SortedMap<Integer, Path> folders, Map<Path, Shard> shards) {
    private static final String SUMMARY = ".summary.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Finds them, however deep.
     *
     * @throws MergeException if there are none, or they are not of one run
     */
    public static Parts in(List<Path> where) {
        Map<Path, Shard> shards = new LinkedHashMap<>();
        for (Path place : where) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file :
                        files.filter(one -> one.endsWith(Shard.NAME)).sorted().toList()) {
                    shards.put(file.toRealPath().getParent(), Shard.read(file));
                }
            } catch (IOException e) {
                throw new MergeException(place + " cannot be read: " + e.getMessage());
            }
        }
        if (shards.isEmpty()) {
            throw new MergeException("No " + Shard.NAME + " is under "
                    + where.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + ": a run writes one into its folder if it is given -Dshard=i/n.");
        }
        SortedMap<Integer, Path> folders = new TreeMap<>();
        Map.Entry<Path, Shard> first = shards.entrySet().iterator().next();
        shards.forEach((folder, shard) -> {
            if (shard.of() != first.getValue().of()
                    || !shard.drills().equals(first.getValue().drills())) {
                throw new MergeException(folder + " and " + first.getKey()
                        + " are not of one run: give each shard the same drills, seed and number of shards.");
            }
            Path twin = folders.put(shard.index(), folder);
            if (twin != null) {
                throw new MergeException(
                        shard + " is there twice: " + twin + " and " + folder + ". Remove the older one.");
            }
            if (Files.exists(folder.resolve("proofing.json"))) {
                throw new MergeException(
                        folder + " is a part of a proofing: its mutants' report is not put together from parts.");
            }
        });
        return new Parts(folders, shards);
    }

    private Stream<Shard> all() {
        return folders.values().stream().map(shards::get);
    }

    /** Those that left nothing, as in {@code shards 2, 3 of 4 left nothing}; empty if there is none. */
    public String missing() {
        int of = all().findFirst().orElseThrow().of();
        List<String> missing = IntStream.rangeClosed(1, of)
                .filter(index -> !folders.containsKey(index))
                .mapToObj(String::valueOf)
                .toList();
        return missing.isEmpty()
                ? ""
                : (missing.size() == 1 ? "shard " : "shards ") + String.join(", ", missing) + " of " + of
                        + " left nothing";
    }

    /** The drills of which no shard has left a summary, in their order. */
    public List<String> notRun() {
        Set<String> ran = summaries().stream()
                .map(file -> LastRuns.drill(file.getFileName().toString()))
                .collect(Collectors.toSet());
        return all().findFirst().orElseThrow().drills().stream()
                .filter(drill -> !ran.contains(drill))
                .toList();
    }

    /** What the run lacks to be whole, in words; empty if it is. */
    public String lacking() {
        List<String> lacking = new ArrayList<>();
        if (!missing().isEmpty()) {
            lacking.add(missing());
        }
        if (!notRun().isEmpty()) {
            lacking.add("not run: " + String.join(", ", notRun()));
        }
        return String.join("; ", lacking);
    }

    /** What each drill, row or trial came to. */
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        for (Path file : summaries()) {
            try {
                verdicts.add(
                        Verdict.of(JSON.readTree(file.toFile()).path("verdict").asText()));
            } catch (IOException e) {
                throw new MergeException(file + " is broken: " + e.getMessage());
            }
        }
        return verdicts;
    }

    private Set<Path> summaries() {
        Set<Path> summaries = new LinkedHashSet<>();
        for (Path folder : folders.values()) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(SUMMARY)
                                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .forEach(summaries::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return summaries;
    }
}
