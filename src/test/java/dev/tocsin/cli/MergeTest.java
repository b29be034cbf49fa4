package dev.tocsin.cli;

import static dev.tocsin.cli.RunParts.DUMP;
import static dev.tocsin.cli.RunParts.ESCAPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.gameday.Conclusion;
import dev.tocsin.report.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which parts are of one run, and what is missing of it. */
class MergeTest {
    @TempDir
    private Path folder;

    private RunParts run;

    @BeforeEach
    void begin() {
        run = new RunParts(folder);
    }

    @Test
    void aShardThatWasKilledBeforeItsLastDrillFailsTheRun() throws Exception {
        run.ofGameDay(1, 2, DUMP);
        Path two = run.ofGameDay(2, 2, ESCAPE);
        Files.delete(two.resolve(ESCAPE + ".summary.json"));
        Files.delete(two.resolve("gameday.json"));
        Parts parts = Parts.in(List.of(run.parts()));
        assertThat(parts.missing()).isEmpty();
        assertThat(parts.notRun()).containsExactly(ESCAPE);
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Conclusion end = Conclusion.of(parts.folders(), "", parts.notRun(), whole, RunParts.NOBODY)
                .orElseThrow();
        assertThat(end.digest()).startsWith("[NOT HELD] weekly: 1 of 2 drills held, 1 not run; ");
    }

    @Test
    void aDrillThatIsATableIsThereIfEachRowIs() throws Exception {
        String good = ESCAPE + "[readiness=broken,users-get=right]";
        String bad = ESCAPE + "[readiness=honest,users-get=wrong]";
        Path one = run.part(1, 2, List.of(good, bad), good);
        Path two = run.part(2, 2, List.of(good, bad), bad);
        summary(one, good);
        assertThat(Parts.in(List.of(run.parts())).notRun()).containsExactly(bad);
        summary(two, bad + "_trial_1");
        assertThat(Parts.in(List.of(run.parts())).notRun()).isEmpty();
    }

    private static void summary(Path part, String name) throws IOException {
        Files.writeString(part.resolve(name + ".summary.json"), "{\"verdict\": \"held\"}");
    }

    @Test
    void whatIsNotOfOneRunIsRefusedAndNothingIsWritten() throws Exception {
        Files.createDirectories(run.parts());
        refused("No shard.json is under ");
        Path one = run.plain(1, 2, DUMP);
        run.plain(2, 3, ESCAPE);
        refused("are not of one run: give each shard the same drills, seed and number of shards.");
        delete(run.parts().resolve("machine-2"));
        Path twin = Files.createDirectory(run.parts().resolve("twin"));
        Files.copy(one.resolve("shard.json"), twin.resolve("shard.json"));
        refused("shard 1 of 2 is there twice: ");
        Files.writeString(twin.resolve("shard.json"), "{");
        refused("shard.json is broken: ");
        delete(twin);
        Files.writeString(one.resolve("proofing.json"), "{}");
        refused("is a part of a proofing");
    }

    private void refused(String why) {
        Answer answer = run.merge();
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(why);
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
