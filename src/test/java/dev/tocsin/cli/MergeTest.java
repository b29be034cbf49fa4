package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.gameday.Conclusion;
import dev.tocsin.gameday.Day;
import dev.tocsin.gameday.Recorded;
import dev.tocsin.report.Parts;
import dev.tocsin.report.Reports;
import dev.tocsin.report.Shard;
import dev.tocsin.scenario.Library;
import dev.tocsin.timeline.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a run become one, from the command line; the drills are recorded ones. */
class MergeTest {
    private static final String DUMP = "secrets-dump-and-rotate";
    private static final String ESCAPE = "privileged-pod-host-escape";
    private static final Path RECORDED = Path.of("src/test/resources/signoff/held");
    private final PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private record Answer(int code, String err) {}

    private Answer tocsin(String... args) {
        StringWriter err = new StringWriter();
        int code = Tocsin.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Answer(code, err.toString());
    }

    private Answer merge() {
        return tocsin(
                "merge",
                folder.resolve("parts").toString(),
                "--reports",
                folder.resolve("reports").toString());
    }

    /** A part as a shard of the game day leaves it. */
    private Path part(int index, int of, String... drills) throws IOException {
        Reports reports = new Reports(folder.resolve("parts/machine-" + index));
        reports.begin(new Shard(index, of, List.of(DUMP, ESCAPE), List.of(drills)));
        Day day = new Day(
                new Library(Path.of("scenarios")).gameDay("weekly"),
                7,
                List.of(drills),
                InstantSource.system(),
                name -> null,
                out);
        for (String drill : drills) {
            Outcome outcome = Recorded.held(drill);
            copy(drill, reports.folder());
            day.ran(drill, outcome);
        }
        Conclusion.of(day, folder.resolve("parts/machine-" + index), reports.folder(), out);
        return reports.folder();
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

    @Test
    void aShardThatWasKilledBeforeItsLastDrillFailsTheRun() throws Exception {
        part(1, 2, DUMP);
        Path two = part(2, 2, ESCAPE);
        Files.delete(two.resolve(ESCAPE + ".summary.json"));
        Files.delete(two.resolve("gameday.json"));
        Parts parts = Parts.in(List.of(folder.resolve("parts")));
        assertThat(parts.missing()).isEmpty();
        assertThat(parts.notRun()).containsExactly(ESCAPE);
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Conclusion end = Conclusion.of(parts.folders().values(), "", parts.notRun(), whole, out)
                .orElseThrow();
        assertThat(end.digest()).startsWith("[NOT HELD] weekly: 1 of 2 drills held, 1 not run; ");
    }

    @Test
    void whatIsNotOfOneRunIsRefusedAndNothingIsWritten() throws Exception {
        Files.createDirectories(folder.resolve("parts"));
        refused("No shard.json is under ");
        Path one = part(1, 2, DUMP);
        part(2, 3, ESCAPE);
        refused("are not of one run: give each shard the same drills, seed and number of shards.");
        delete(folder.resolve("parts/machine-2"));
        Path twin = folder.resolve("parts/twin");
        Files.createDirectory(twin);
        Files.copy(one.resolve("shard.json"), twin.resolve("shard.json"));
        refused("shard 1 of 2 is there twice: ");
        Files.writeString(twin.resolve("shard.json"), "{");
        refused("shard.json is broken: ");
        delete(twin);
        Files.writeString(one.resolve("proofing.json"), "{}");
        refused("is a part of a proofing");
    }

    private void refused(String why) {
        Answer answer = merge();
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(why);
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
