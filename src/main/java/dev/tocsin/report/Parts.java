package dev.tocsin.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the shards of one run left.
 *
 * @param folders the runs' folders, the first shard's first
 * @param missing the shards that left nothing, as in {@code shards 2, 3 of 4 left nothing}; empty if there is none
 * @param notRun the drills of which no shard has left a summary, in their order
 * @param verdicts what each drill, row or trial came to
 */
public record Parts(List<Path> folders, String missing, List<String> notRun, List<Verdict> verdicts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Finds them, however deep.
     *
     * @throws MergeException if there are none, they are not of one run, or what one left is broken
     */
    public static Parts in(List<Path> where) {
        Map<Path, Shard> shards = shards(where);
        Map.Entry<Path, Shard> first = shards.entrySet().iterator().next();
        SortedMap<Integer, Path> folders = new TreeMap<>();
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
        List<Path> summaries = folders.values().stream()
                .flatMap(folder -> summaries(folder).stream())
                .toList();
        Set<String> ran = summaries.stream()
                .map(file -> LastRuns.row(file.getFileName().toString()))
                .collect(Collectors.toSet());
        return new Parts(
                List.copyOf(folders.values()),
                missing(folders.keySet(), first.getValue().of()),
                first.getValue().drills().stream()
                        .filter(drill -> !ran.contains(Reports.file(drill)))
                        .toList(),
                summaries.stream().map(Parts::verdict).toList());
    }

    private static Map<Path, Shard> shards(List<Path> where) {
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
        return shards;
    }

    private static String missing(Set<Integer> there, int of) {
        List<String> missing = IntStream.rangeClosed(1, of)
                .filter(index -> !there.contains(index))
                .mapToObj(String::valueOf)
                .toList();
        return missing.isEmpty()
                ? ""
                : (missing.size() == 1 ? "shard " : "shards ") + String.join(", ", missing) + " of " + of
                        + " left nothing";
    }

    private static List<Path> summaries(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(LastRuns.ENDING)
                            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MergeException(folder + " cannot be read: " + e.getMessage());
        }
    }

    private static Verdict verdict(Path summary) {
        try {
            return Verdict.of(JSON.readTree(summary.toFile()).path("verdict").asText());
        } catch (IOException e) {
            throw new MergeException(summary + " is broken: " + e.getMessage());
        }
    }

    /** What the run lacks to be whole, in words; empty if it is. */
    public String lacking() {
        return Stream.of(missing, notRun.isEmpty() ? "" : "not run: " + String.join(", ", notRun))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
