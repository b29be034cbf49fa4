package dev.tocsin.cli;

import static dev.tocsin.cli.RunParts.DUMP;
import static dev.tocsin.cli.RunParts.ESCAPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a run become one report, made by Allure, and one sign-off. */
class MergeIT {
    @TempDir
    private Path folder;

    private RunParts run;

    @BeforeEach
    void begin() {
        run = new RunParts(folder);
    }

    private Path whole() throws IOException {
        return folder.resolve("reports/latest").toRealPath();
    }

    private JsonNode gameDay() throws IOException {
        return new ObjectMapper().readTree(whole().resolve("gameday.json").toFile());
    }

    private Answer signed() throws Exception {
        Path key = folder.resolve("key.pem");
        try (JcaPEMWriter writer = new JcaPEMWriter(Files.newBufferedWriter(key))) {
            writer.writeObject(new JcaPKCS8Generator(
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate(), null));
        }
        return Answer.of("signoff", whole().toString(), "--key", key.toString(), "--approver", "Ada, lead");
    }

    private String headline() throws Exception {
        Answer signed = signed();
        assertThat(signed.code()).as(signed.err()).isZero();
        return signed.out().lines().findFirst().orElseThrow();
    }

    @Test
    void allPartsAreOneReportAndOneSignOff() throws Exception {
        Path one = run.ofGameDay(1, 2, DUMP);
        run.ofGameDay(2, 2, ESCAPE);
        Files.writeString(one.resolve("report.html"), "of one part alone");
        assertThat(run.merge()).isEqualTo(new Answer(0, "", ""));
        assertThat(whole().resolve(DUMP + ".summary.json")).exists();
        assertThat(whole().resolve(ESCAPE + "/evidence")).isDirectory();
        assertThat(whole().resolve("report.html")).content().doesNotContain("of one part alone");
        assertThat(whole().resolve("coverage.json")).content().contains(ESCAPE);
        assertThat(whole().resolve("shard.json")).doesNotExist();
        assertThat(gameDay().path("held").asBoolean()).isTrue();
        assertThat(gameDay().path("drills").findValuesAsText("name")).containsExactly(DUMP, ESCAPE);
        assertThat(whole().resolve("gameday.txt")).content().startsWith("[HELD] weekly: 2 of 2 drills held; ");
        assertThat(headline()).startsWith("HELD: ").endsWith(", 2 of 2 drills");
    }

    @Test
    void aShardThatDiedIsNamedAndFailsTheGameDay() throws Exception {
        run.ofGameDay(1, 2, DUMP);
        assertThat(run.merge().code()).isEqualTo(1);
        assertThat(gameDay().path("notRun")).hasToString("[\"" + ESCAPE + "\"]");
        assertThat(whole().resolve("gameday.txt"))
                .content()
                .startsWith("[NOT HELD] weekly: 1 of 2 drills held, 1 not run; ")
                .contains("\nended early: shard 2 of 2 left nothing\nnot run: " + ESCAPE + "\n");
        assertThat(headline())
                .startsWith("NOT HELD: ")
                .endsWith("it ended early, for shard 2 of 2 left nothing; 1 drill not run");
    }

    @Test
    void aRunThatIsNotWholeIsNotSigned() throws Exception {
        run.plain(1, 3, DUMP);
        assertThat(run.merge().code()).isEqualTo(1);
        Answer signed = signed();
        assertThat(signed.code()).isEqualTo(2);
        assertThat(signed.err())
                .contains("is not whole: shards 2, 3 of 3 left nothing; not run: " + ESCAPE + ".")
                .contains("merge all parts");
        assertThat(whole().resolve("signoff")).doesNotExist();
    }
}
