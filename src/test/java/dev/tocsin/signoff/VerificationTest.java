package dev.tocsin.signoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
    @TempDir
    private Path folder;

    private PrivateKeyFile first;
    private PrivateKeyFile second;

    @BeforeEach
    void keys() throws Exception {
        first = TestKeys.key(folder, "first", "secp256r1");
        second = TestKeys.key(folder, "second", "Ed25519");
    }

    private PublicKeyFile one() {
        return PublicKeyFile.read(folder.resolve("first.pub"));
    }

    private PublicKeyFile two() {
        return PublicKeyFile.read(folder.resolve("second.pub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "Ed25519"})
    void aRecordOfARealRunIsGoodWithItsEvidence(String kind) throws Exception {
        Path run = Runs.copy("held", folder);
        SignOff.Written written = Runs.sign(run, TestKeys.key(folder, "key", kind));
        Verification checked =
                Verification.of(written.record(), List.of(PublicKeyFile.read(folder.resolve("key.pub"))), run);
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.headline()).isEqualTo("HELD: 2 of 2 drills");
        assertThat(checked.told())
                .anySatisfy(line -> assertThat(line).startsWith("signature 1 of 1: good, by "))
                .anySatisfy(line -> assertThat(line).matches("evidence: all \\d{2} files are as recorded"));
    }

    @Test
    void aTimeOfWholeMillisecondsIsTheSameInTheRecord() throws Exception {
        Path run = Runs.changed(folder.resolve("whole"), summary -> ((ObjectNode) summary.at("/objectives/0"))
                .put("measuredMillis", 0.0));
        assertThat(Files.readString(run.resolve(Runs.DRILL + ".summary.json"))).contains("\"measuredMillis\":0.0");
        SignOff.Written written = Runs.sign(run, first);
        assertThat(Verification.of(written.record(), List.of(one()), run).findings())
                .noneMatch(finding -> finding.startsWith("differs"));
    }

    @Test
    void aDrillThatDidNotHoldCanBeSignedAndSaysSoFirst() throws Exception {
        Path run = Runs.copy("missed", folder);
        SignOff.Written written = Runs.sign(run, first);
        Verification checked = Verification.of(written.record(), List.of(one()), run);
        assertThat(checked.isGood()).isTrue();
        assertThat(checked.headline())
                .isEqualTo("NOT HELD (missed): A pipeline's account opens its namespace and escapes to the node");
        String payload = new String(Envelope.read(written.record()).payload(), StandardCharsets.UTF_8);
        assertThat(payload)
                .contains("\"result\":\"FAILED\"")
                .contains("\"failedTests\":[\"privileged-pod-host-escape\"]");
        assertThat(Files.readString(written.html()).indexOf("NOT HELD")).isBetween(0, 200);
    }

    /** Every byte of a record, each changed alone; where there are two signatures, every byte of both. */
    @Test
    void aChangedByteAnywhereIsRefused() throws Exception {
        Path record = Runs.sign(Runs.small(folder), first).record();
        everyByteCounts(Files.readAllBytes(record), 0, List.of(one()));
        SignOff.countersign(record, List.of(one()), second);
        byte[] two = Files.readAllBytes(record);
        everyByteCounts(two, new String(two, StandardCharsets.UTF_8).indexOf("\"signatures\""), List.of(one(), two()));
    }

    private static void everyByteCounts(byte[] good, int from, List<PublicKeyFile> keys) {
        assertThat(isGood(good, keys)).isTrue();
        int[] masks = {0x01, 0x20, 0x04, 0x80};
        for (int i = from; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= (byte) masks[i % masks.length];
            assertThat(isGood(changed, keys))
                    .as("byte " + i + " of " + good.length)
                    .isFalse();
        }
    }

    private static boolean isGood(byte[] record, List<PublicKeyFile> keys) {
        try {
            return Verification.of("r", record, keys, null).isGood();
        } catch (SignOffException e) {
            return false;
        }
    }

    @Test
    void everySignatureNeedsItsKeyAndEveryKeyItsSignature() throws Exception {
        Path record = Runs.sign(Runs.small(folder), first).record();
        assertThat(Verification.of(record, List.of(two()), null).findings())
                .containsExactly(
                        "signature 1 of 1 cannot be checked: it names the key " + one().id()
                                + ", which was not given. Given: " + two().name() + " " + two().id() + ".",
                        "No signature is by the key " + two().name() + " (" + two().id() + ").");
        assertThat(Verification.of(record, List.of(one(), two()), null).findings())
                .containsExactly("No signature is by the key " + two().name() + " (" + two().id() + ").");
        SignOff.countersign(record, List.of(one()), second);
        assertThat(Verification.of(record, List.of(one(), two()), null).findings())
                .isEmpty();
        assertThat(Verification.of(record, List.of(one()), null).findings())
                .singleElement()
                .asString()
                .startsWith("signature 2 of 2 cannot be checked: it names the key " + two().id());
    }

    @Test
    void nobodySignsTwiceNorWhatIsNotGood() throws Exception {
        Path record = Runs.sign(Runs.small(folder), first).record();
        byte[] before = Files.readAllBytes(record);
        assertThatThrownBy(() -> SignOff.countersign(record, List.of(one()), first))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> SignOff.countersign(record, List.of(two()), second))
                .hasMessageStartingWith("A record that is not good is not signed.");
        assertThatThrownBy(() -> Runs.sign(record.getParent().getParent(), first))
                .hasMessageContaining("A signed record is not overwritten");
        assertThat(record).hasBinaryContent(before);
        Envelope twice = Envelope.read(record).and(first);
        assertThat(Verification.of("r", twice.bytes(), List.of(one()), null).findings())
                .containsExactly("signature 2 of 2 is a second one by the key " + one().name() + ".");
    }

    @Test
    void itSaysWhichEvidenceDiffersAndHow() throws Exception {
        Path run = Runs.copy("held", folder);
        Path record = Runs.sign(run, first).record();
        Path drill = run.resolve(Runs.DRILL);
        Path changed = drill.resolve("files/scenarios/fixtures/shop.yaml");
        String before = Sha256.of(changed);
        Files.writeString(changed, "kind: Other\n");
        Path gone = drill.resolve("files/scenarios/rules/lists.yaml");
        String hash = Sha256.of(gone);
        Files.delete(gone);
        Path extra = Files.writeString(drill.resolve("evidence/99-added.txt"), "added");
        assertThat(Verification.of(record, List.of(one()), run).findings())
                .containsExactly(
                        "changed: secrets-dump-and-rotate/files/scenarios/fixtures/shop.yaml: expected SHA-256 "
                                + before + ", found " + Sha256.of(changed),
                        "missing: secrets-dump-and-rotate/files/scenarios/rules/lists.yaml (SHA-256 " + hash + ")",
                        "extra: secrets-dump-and-rotate/evidence/99-added.txt (SHA-256 " + Sha256.of(extra)
                                + ") is not in the record");
    }

    @Test
    void aLinkInsteadOfAFileIsNoEvidence() throws Exception {
        Path run = Runs.copy("held", folder);
        Path record = Runs.sign(run, first).record();
        Path file = run.resolve(Runs.DRILL + ".svg");
        Path elsewhere = Files.move(file, folder.resolve("elsewhere.svg"));
        Files.createSymbolicLink(file, elsewhere);
        assertThat(Verification.of(record, List.of(one()), run).findings())
                .singleElement()
                .asString()
                .startsWith("missing: secrets-dump-and-rotate.svg");
    }

    @Test
    void anotherRunsFolderIsNotTaken() throws Exception {
        Path record = Runs.sign(Runs.copy("held", folder), first).record();
        assertThat(Verification.of(record, List.of(one()), Runs.copy("missed", folder))
                        .findings())
                .anySatisfy(line -> assertThat(line).startsWith("missing: secrets-dump-and-rotate.summary.json"))
                .anySatisfy(line -> assertThat(line).startsWith("changed: privileged-pod-host-escape.summary.json"));
    }

    /** Whoever has a key can sign anything; what agrees neither with itself nor with the evidence is found all the same. */
    @Test
    void aRecordThatSaysOtherThanItsEvidenceIsFoundOut() throws Exception {
        Path run = Runs.copy("missed", folder);
        SignOff.Written written = Runs.sign(run, first);
        assertThat(forged(written, run, own -> own.put("headline", "HELD: all is well")))
                .containsExactly("The headline 'HELD: all is well' does not agree with the drills: NOT HELD (missed): "
                        + "A pipeline's account opens its namespace and escapes to the node.");
        assertThat(forged(written, run, own -> ((ObjectNode) own.at("/drills/0")).put("verdict", "held")))
                .contains("'result' does not agree with the drills: \"FAILED\", by them \"PASSED\".")
                .contains("The drill privileged-pod-host-escape is said to be held, but its objective "
                        + "'restore-pod-security: replay-is-refused' is missed.");
        assertThat(forged(
                        written, run, own -> ((ObjectNode) own.at("/drills/0/objectives/0")).put("targetMillis", 9000)))
                .containsExactly(
                        "differs: drills/0/objectives/0/targetMillis: the record says 9000, its evidence 5000");
        assertThat(forged(written, run, own -> ((ArrayNode) own.at("/drills/0/files")).remove(0)))
                .contains("The drill privileged-pod-host-escape does not say which scenario it was run from.");
        assertThat(forged(written, run, own -> own.remove("approvers")))
                .singleElement()
                .asString()
                .contains("required property 'approvers' not found");
        assertThat(forged(written, run, own -> own.put("more", "x")))
                .singleElement()
                .asString()
                .contains("property 'more' is not defined");
    }

    @Test
    void aSignedStatementOfAnotherKindIsNoRecord() throws Exception {
        Path record = Runs.sign(Runs.small(folder), first).record();
        for (String payload : List.of("", "{}", "[1]", "not JSON", "{\"_type\":\"https://in-toto.io/Statement/v1\"}")) {
            byte[] other =
                    Envelope.of(payload.getBytes(StandardCharsets.UTF_8), first).bytes();
            Verification checked = Verification.of("r", other, List.of(one()), null);
            assertThat(checked.findings()).as(payload).isNotEmpty();
            assertThat(checked.headline()).isEmpty();
            Files.write(record, other);
            assertThatThrownBy(() -> SignOff.print(record, null)).hasMessageStartingWith("There is nothing to print.");
        }
    }

    /** The evidence's place is the folder that is given, whatever names a record lists. */
    @Test
    void namesInARecordOpenNoFiles() throws Exception {
        Path run = Runs.copy("held", folder);
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        Envelope envelope = Envelope.read(Runs.sign(run, first).record());
        ObjectNode statement = (ObjectNode) StrictJson.read(envelope.payload());
        statement
                .withArray("subject")
                .addObject()
                .put("name", "../secret")
                .putObject("digest")
                .put("sha256", Sha256.of(secret));
        byte[] forged = Envelope.of(StrictJson.write(statement), first).bytes();
        assertThat(Verification.of("r", forged, List.of(one()), run).findings())
                .containsExactly("missing: ../secret (SHA-256 " + Sha256.of(secret) + ")");
    }

    private List<String> forged(SignOff.Written written, Path run, Consumer<ObjectNode> change) throws IOException {
        ObjectNode statement =
                (ObjectNode) StrictJson.read(Envelope.read(written.record()).payload());
        change.accept((ObjectNode) statement.at("/predicate/" + Statement.OWN));
        return Verification.of(
                        "r", Envelope.of(StrictJson.write(statement), first).bytes(), List.of(one()), run)
                .findings();
    }
}
