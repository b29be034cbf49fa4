package dev.tocsin.cli;

import dev.tocsin.gameday.Conclusion;
import dev.tocsin.gameday.Day;
import dev.tocsin.gameday.Recorded;
import dev.tocsin.report.Reports;
import dev.tocsin.report.Shard;
import dev.tocsin.scenario.Library;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Parts of a run as its shards leave them, of drills that ran on real clusters. */
record RunParts(Path folder) {
    static final String DUMP = "secrets-dump-and-rotate";
    static final String ESCAPE = "privileged-pod-host-escape";
    static final PrintStream NOBODY = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    private static final Path RECORDED = Path.of("src/test/resources/signoff/held");

    Path parts() {
        return folder.resolve("parts");
    }

    Answer merge() {
        return Answer.of(
                "merge",
                parts().toString(),
                "--reports",
                folder.resolve("reports").toString());
    }

    /** A part of a run of both drills. */
    Path plain(int index, int of, String... drills) throws IOException {
        Path part = part(index, of, List.of(DUMP, ESCAPE), drills);
        for (String drill : drills) {
            copy(drill, part);
        }
        return part;
    }

    /** A part in which no drill has ended yet. */
    Path part(int index, int of, List<String> all, String... own) {
        Reports reports = new Reports(parts().resolve("machine-" + index));
        reports.begin(new Shard(index, of, all, List.of(own)));
        return reports.folder();
    }

    /** A part of a game day of both. */
    Path ofGameDay(int index, int of, String... drills) throws IOException {
        Path part = plain(index, of, drills);
        Day day = new Day(
                new Library(Path.of("scenarios")).gameDay("weekly"),
                7,
                List.of(drills),
                InstantSource.system(),
                name -> null,
                NOBODY);
        for (String drill : drills) {
            day.ran(drill, Recorded.held(drill));
        }
        Conclusion.of(day, parts().resolve("machine-" + index), part, NOBODY);
        return part;
    }

    private static void copy(String drill, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(RECORDED)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(one -> RECORDED.relativize(one).toString().startsWith(drill))
                    .toList()) {
                Path target = to.resolve(RECORDED.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
