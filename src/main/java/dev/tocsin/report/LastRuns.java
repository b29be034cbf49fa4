package dev.tocsin.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last run of each drill, from the runs' own folders: what was deleted there was never run. */
final class LastRuns {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String ENDING = ".summary.json";

    private LastRuns() {}

    /**
     * @param reports the folder of all runs; it need not be there
     * @param drills the names that are asked for, without rows
     */
    static Map<String, LastRun> of(Path reports, Set<String> drills) throws IOException {
        Map<String, LastRun> last = new TreeMap<>();
        for (Path folder : newestFirst(reports)) {
            for (Map.Entry<String, List<Path>> one : summaries(folder, drills).entrySet()) {
                if (!last.containsKey(one.getKey())) {
                    LastRun run = read(folder, one.getValue());
                    if (run != null) {
                        last.put(one.getKey(), run);
                    }
                }
            }
            if (last.keySet().containsAll(drills)) {
                break;
            }
        }
        return last;
    }

    private static List<Path> newestFirst(Path reports) throws IOException {
        if (!Files.isDirectory(reports)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(reports)) {
            return folders.filter(one -> Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }

    /** By drill: its rows and its trials have names that begin with its own. */
    private static Map<String, List<Path>> summaries(Path folder, Set<String> drills) throws IOException {
        Map<String, List<Path>> found = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(ENDING)).sorted().forEach(file -> {
                String drill = drill(file.getFileName().toString());
                if (drills.contains(drill)) {
                    found.computeIfAbsent(drill, one -> new ArrayList<>()).add(file);
                }
            });
        }
        return found;
    }

    /** Whose summary a file of that name is. */
    private static String drill(String file) {
        return row(file).replaceAll("\\[.*", "");
    }

    /** The same, of a drill that is a table with its row: as {@link Reports} names files. */
    static String row(String file) {
        return file.replaceAll("(_trial_\\d+)?\\.summary\\.json$", "");
    }

    /** Null if a file is broken: a run that was killed while it wrote says nothing. */
    private static @Nullable LastRun read(Path folder, List<Path> files) {
        Instant when = Instant.MAX;
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, Duration> slowest = new HashMap<>();
        Set<String> missed = new HashSet<>();
        try {
            for (Path file : files) {
                JsonNode summary = JSON.readTree(file.toFile());
                Instant from = Instant.parse(summary.path("from").asText());
                when = from.isBefore(when) ? from : when;
                verdicts.add(Verdict.of(summary.path("verdict").asText()));
                for (JsonNode objective : summary.path("objectives")) {
                    String phase = objective.path("phase").asText();
                    if (objective.path("measuredMillis").isNumber()) {
                        slowest.merge(
                                phase,
                                Duration.ofNanos(
                                        (long) (objective.path("measuredMillis").asDouble() * 1e6)),
                                (one, other) -> one.compareTo(other) < 0 ? other : one);
                    } else {
                        missed.add(phase);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            return null;
        }
        List<String> names = files.stream()
                .map(file -> file.getFileName().toString())
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .toList();
        int held = (int) verdicts.stream().filter(one -> one == Verdict.HELD).count();
        return new LastRun(folder, when, Verdict.worst(verdicts), verdicts.size(), held, slowest, missed, names);
    }
}
