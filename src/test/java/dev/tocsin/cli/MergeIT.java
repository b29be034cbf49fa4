package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.gameday.Conclusion;
import dev.tocsin.gameday.Day;
import dev.tocsin.gameday.Recorded;
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
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a run become one report, made by Allure, and one sign-off; the drills are recorded ones. */
class MergeIT {
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

    private Path whole() throws IOException {
        return folder.resolve("reports/latest").toRealPath();
    }

    private JsonNode gameDay() throws IOException {
        return new ObjectMapper().readTree(whole().resolve("gameday.json").toFile());
    }

    private String signedHeadline() throws Exception {
        Path key = folder.resolve("key.pem");
        try (JcaPEMWriter writer = new JcaPEMWriter(Files.newBufferedWriter(key))) {
            writer.writeObject(new JcaPKCS8Generator(
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate(), null));
        }
        StringWriter said = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Tocsin.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(err))
                .execute("signoff", whole().toString(), "--key", key.toString(), "--approver", "Ada, lead");
        assertThat(code).as(err.toString()).isZero();
        return said.toString().lines().findFirst().orElseThrow();
    }

    @Test
    void allPartsAreOneReportAndOneSignOff() throws Exception {
        Path one = part(1, 2, DUMP);
        part(2, 2, ESCAPE);
        Files.writeString(one.resolve("report.html"), "of one part alone");
        assertThat(merge()).isEqualTo(new Answer(0, ""));
        assertThat(whole().resolve(DUMP + ".summary.json")).exists();
        assertThat(whole().resolve(ESCAPE + "/evidence")).isDirectory();
        assertThat(whole().resolve("report.html")).content().doesNotContain("of one part alone");
        assertThat(whole().resolve("coverage.json")).content().contains(ESCAPE);
        assertThat(whole().resolve("shard.json")).doesNotExist();
        assertThat(gameDay().path("held").asBoolean()).isTrue();
        assertThat(gameDay().path("drills").findValuesAsText("name")).containsExactly(DUMP, ESCAPE);
        assertThat(whole().resolve("gameday.txt")).content().startsWith("[HELD] weekly: 2 of 2 drills held; ");
        assertThat(signedHeadline()).startsWith("HELD: ").endsWith(", 2 of 2 drills");
    }

    @Test
    void aShardThatDiedIsNamedAndFailsTheRun() throws Exception {
        part(1, 2, DUMP);
        assertThat(merge().code()).isEqualTo(1);
        assertThat(gameDay().path("notRun")).hasToString("[\"" + ESCAPE + "\"]");
        assertThat(whole().resolve("gameday.txt"))
                .content()
                .startsWith("[NOT HELD] weekly: 1 of 2 drills held, 1 not run; ")
                .contains("\nended early: shard 2 of 2 left nothing\nnot run: " + ESCAPE + "\n");
        assertThat(signedHeadline())
                .startsWith("NOT HELD: ")
                .endsWith("it ended early, for shard 2 of 2 left nothing; 1 drill not run");
    }
}
