package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.stream.Stream;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing off as a person does it, from the command line. */
class SignOffCommandsTest {
    private static final Path RECORDED = Path.of("src/test/resources/signoff/held");

    @TempDir
    private Path folder;

    @BeforeEach
    void keysAndARun() throws Exception {
        for (String name : new String[] {"one", "two"}) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            write(name + ".pem", new JcaPKCS8Generator(pair.getPrivate(), null));
            write(name + ".pub", pair.getPublic());
        }
        try (Stream<Path> files = Files.walk(RECORDED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target =
                        folder.resolve("run").resolve(RECORDED.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private void write(String name, Object key) throws IOException {
        try (JcaPEMWriter writer = new JcaPEMWriter(Files.newBufferedWriter(folder.resolve(name)))) {
            writer.writeObject(key);
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void twoSignAndAThirdVerifies() throws IOException {
        Answer signed =
                Answer.of("signoff", at("run"), "--key", at("one.pem"), "--approver", "Ada, head of operations");
        assertThat(signed.err()).isEmpty();
        assertThat(signed.code()).isZero();
        String record = at("run/signoff/run.dsse.json");
        assertThat(signed.out().lines()).startsWith("HELD: 2 of 2 drills", "record: " + record);
        Answer countersigned = Answer.of("countersign", record, "--key", at("two.pem"), "--signed-by", at("one.pub"));
        assertThat(countersigned.code()).isZero();
        Answer verified =
                Answer.of("verify", record, "--key", at("one.pub"), "--key", at("two.pub"), "--evidence", at("run"));
        assertThat(verified.code()).isZero();
        assertThat(verified.out().lines().toList())
                .startsWith("HELD: 2 of 2 drills")
                .endsWith("verified");
        assertThat(Answer.of("print", record, "--to", at("printed")).code()).isZero();
        assertThat(folder.resolve("printed/run.pdf")).hasSameBinaryContentAs(folder.resolve("run/signoff/run.pdf"));

        Files.delete(folder.resolve("run/secrets-dump-and-rotate/files/scenarios/rules/lists.yaml"));
        Answer differs =
                Answer.of("verify", record, "--key", at("one.pub"), "--key", at("two.pub"), "--evidence", at("run"));
        assertThat(differs.code()).isEqualTo(1);
        assertThat(differs.out())
                .contains("missing: secrets-dump-and-rotate/files/scenarios/rules/lists.yaml")
                .endsWith("NOT VERIFIED: " + record + "\n");
    }

    @Test
    void wrongUsageIsSaidInALine() {
        Answer noKey = Answer.of("signoff", at("run"));
        assertThat(noKey.code()).isEqualTo(2);
        assertThat(noKey.err()).contains("Missing required option: '--key=<key.pem>'");
        Answer nobody = Answer.of("signoff", at("run"), "--key", at("one.pem"));
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err())
                .isEqualTo("Nobody approves. Say who does: --approver 'name, role', or approvers in the file of"
                        + " --details.\n");
        Answer noRecord = Answer.of("verify", at("one.pub"), "--key", at("one.pub"));
        assertThat(noRecord.code()).isEqualTo(2);
        assertThat(noRecord.err()).startsWith(at("one.pub") + " is not a whole JSON document: ");
        Answer noDetails = Answer.of("signoff", at("run"), "--key", at("one.pem"), "--details", at("none.yaml"));
        assertThat(noDetails.code()).isEqualTo(2);
        assertThat(noDetails.err()).startsWith(at("none.yaml") + ":1:1: error[file]: The file cannot be read");
    }
}
