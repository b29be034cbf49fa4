package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.step.vault.BackupKey;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Recovery;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recovery that is none is seen: each part of it is broken in turn, and the figures, the verdict and the signed record say so. */
class RecoveryIT {
    private static final String NAME = "datastore-wipe-and-restore";
    private static final String DRILL = "drills/impact/" + NAME + ".yaml";

    @TempDir
    private Path folder;

    @Test
    void withTheRestoreLeftOutNothingComesBackAndEveryRowIsLost() throws Exception {
        Outcome outcome = run(new Scratch(folder.resolve("scenarios"))
                .replace("procedures/restore-datastore.yaml", "  - restore-datastore: {}\n    timeout: 120s\n", ""));
        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.MISSED);
        Recovery.Point point = Objects.requireNonNull(outcome.recovery().point());
        assertThat(point.acknowledged()).isPositive();
        assertThat(point.lost()).isEqualTo(point.acknowledged());
        assertThat(point.verdict()).isEqualTo(Verdict.MISSED);
        Recovery.Time time = Objects.requireNonNull(outcome.recovery().time());
        assertThat(time.measured()).isNull();
        assertThat(time.verdict()).isEqualTo(Verdict.MISSED);
        SignedRun signed = SignedRun.of(outcome, folder);
        assertThat(signed.headline()).startsWith("NOT HELD");
        assertThat(signed.drill().at("/rpo/lost").asInt()).isEqualTo(point.acknowledged());
        assertThat(signed.drill().at("/rto/verdict").asText()).isEqualTo("missed");
        assertThat(signed.drill().at("/rto/measuredMillis").isNull()).isTrue();
    }

    @Test
    void whatTheArchiveHadNotReceivedIsCountedByNumberAndByTime() throws Exception {
        Outcome outcome = run(new Scratch(folder.resolve("scenarios"))
                .replace(
                        "fixtures/archived-ledger.yaml",
                        "                echo \"synchronous_standby_names = 'archive'\" >>\"$half/postgresql.conf\"\n",
                        "")
                // Its way to the archive hangs, and nobody notices: no row waits for it.
                .replace(DRILL, "  - id: back-up\n", """
                          - id: the-archive-stalls
                            node: {command: [pkill, -STOP, -f, "walsender archive"]}
                            expect: {exitCode: 0}
                          - id: business-goes-on
                            node: {command: [sleep, "5"]}
                          - id: back-up
                        """));
        Recovery.Point point = Objects.requireNonNull(outcome.recovery().point());
        assertThat(point.lost()).as(outcome.explanation()).isPositive().isLessThan(point.acknowledged());
        assertThat(point.lostTime()).isGreaterThan(Duration.ofSeconds(5));
        assertThat(point.verdict()).isEqualTo(Verdict.MISSED);
        assertThat(outcome.explanation()).contains(point.lost() + " lost (1000");
        SignedRun signed = SignedRun.of(outcome, folder);
        assertThat(signed.headline()).startsWith("NOT HELD");
        assertThat(signed.drill().at("/rpo/lost").asInt()).isEqualTo(point.lost());
        assertThat(signed.drill().at("/rpo/lostMillis").asDouble()).isGreaterThan(5000);
        assertThat(signed.page()).contains(point.lost() + " of " + point.acknowledged() + " rows lost");
    }

    @Test
    void aRecoveryThatHoldsIsSignedWithItsFigures() throws Exception {
        Outcome outcome = run(new Scratch(folder.resolve("scenarios")));
        SignedRun signed = SignedRun.of(outcome, folder);
        Recovery.Point point = Objects.requireNonNull(outcome.recovery().point());
        Recovery.Time time = Objects.requireNonNull(outcome.recovery().time());
        Duration measured = Objects.requireNonNull(time.measured());
        assertThat(signed.drill().at("/verdict").asText())
                .isEqualTo(outcome.verdict().label());
        assertThat(signed.drill().at("/rto/measuredMillis").asDouble())
                .isCloseTo(measured.toNanos() / 1e6, Offset.offset(1.0));
        assertThat(signed.drill().at("/rto/targetMillis").asLong())
                .isEqualTo(time.target().toMillis());
        assertThat(signed.drill().at("/rpo/acknowledged").asInt())
                .isEqualTo(point.acknowledged())
                .isPositive();
        assertThat(signed.drill().at("/rpo/lost").asInt()).isZero();
        assertThat(signed.page())
                .contains("0 of " + point.acknowledged() + " rows lost")
                .contains(Times.text(measured) + " of " + Times.target(time.target()));
    }

    @Test
    void withTheWrongKeyNoSecretComesBackAndTheRecordNamesTheKey() throws Exception {
        byte[] other = new byte[32];
        new SecureRandom().nextBytes(other);
        Path key = Files.writeString(
                folder.resolve("another.key"), Base64.getEncoder().encodeToString(other));
        Outcome outcome;
        System.setProperty(BackupKey.OPENED_WITH, key.toString());
        try {
            outcome = new Scratch(folder.resolve("scenarios"))
                    .run("secrets-backup-restore", () -> K3sCluster.start(K3sOptions.defaults()));
        } finally {
            System.clearProperty(BackupKey.OPENED_WITH);
        }
        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.MISSED);
        assertThat(failed(outcome)).anyMatch(title -> title.startsWith("restore-shop-secrets"));
        SignedRun signed = SignedRun.of(outcome, folder);
        assertThat(signed.headline()).startsWith("NOT HELD");
        assertThat(signed.written()).contains("the encryption key is not the one that it was made with");
        assertThat(outcome.evidence())
                .as("the values are in the fixture that it was run from, and nowhere else")
                .filteredOn(evidence -> evidence.source() == null)
                .isNotEmpty()
                .noneMatch(evidence -> evidence.content().contains("not-a-real-key-0"));
        assertThat(outcome.facts() + outcome.explanation() + signed.drill() + signed.page())
                .doesNotContain("not-a-real-key-0");
        for (String value : List.of("not-a-real-key-00-1092004d", "not-a-real-key-09-26f9622e")) {
            assertThat(signed.written())
                    .doesNotContain(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(signed.written()).doesNotContain(Base64.getEncoder().encodeToString(other));
    }

    @Test
    void withAStaleBackupWhatWasMadeSinceIsMissing() throws Exception {
        Outcome outcome = run(new Scratch(folder.resolve("scenarios"))
                .replace(
                        DRILL,
                        "benign:\n",
                        "benign:\n  - id: back-up-too-early\n    backup: {of: datastore}\n"
                                + "  - id: made-since\n    apply:\n      as: maintenance/agent\n      object: {apiVersion: v1, kind: ConfigMap,"
                                + " metadata: {name: prices, namespace: shop}, data: {bread: \"3\"}}\n    expect: {status: [200, 201]}\n")
                .replace(
                        DRILL,
                        "  - id: back-up\n    backup: {of: datastore}\n"
                                + "    because: a backup gets at the same files, and only by way of the machine below\n",
                        "")
                .replace(DRILL, "            - v1 Service\n", "            - v1 Service\n            - v1 ConfigMap\n")
                .replace(
                        "fixtures/maintenance.yaml",
                        "    resources: [namespaces]\n    verbs: [get, list, create, delete]",
                        "    resources: [namespaces, configmaps]\n    verbs: [get, list, create, delete, patch]"));
        assertThat(failed(outcome)).as(outcome.explanation()).contains("objects-are-back");
        assertThat(outcome.explanation()).contains("ConfigMap shop/prices");
        SignedRun signed = SignedRun.of(outcome, folder);
        assertThat(signed.headline()).startsWith("NOT HELD");
        assertThat(signed.drill().path("objectives").toString()).contains("ConfigMap shop/prices");
    }

    @Test
    void aRowThatIsDeletedAfterTheRecoveryIsCountedAsLost() throws Exception {
        Outcome outcome = run(new Scratch(folder.resolve("scenarios"))
                .replace(DRILL, "  - within: 30s\n    prove:\n      - id: objects-are-back\n", """
                          - within: 60s
                            prove:
                              - id: somebody-deletes-a-row
                                sql:
                                  from: outside
                                  host: server
                                  port: 30432
                                  database: ledger
                                  user: shop
                                  password: autumn-leaves-1789
                                  statement: delete from entries where seq = 100003
                                expect: {error: ""}
                          - within: 30s
                            prove:
                              - id: objects-are-back
                        """));
        Recovery.Point point = Objects.requireNonNull(outcome.recovery().point());
        assertThat(point.lost()).as(outcome.explanation()).isEqualTo(1);
        assertThat(point.lostTime()).isPositive();
        assertThat(point.verdict()).isEqualTo(Verdict.MISSED);
        assertThat(outcome.verdict()).isNotEqualTo(Verdict.HELD);
        assertThat(outcome.explanation()).contains("1 lost (100003)");
        SignedRun signed = SignedRun.of(outcome, folder);
        assertThat(signed.headline()).startsWith("NOT HELD");
        assertThat(signed.drill().at("/rpo/lost").asInt()).isEqualTo(1);
        assertThat(signed.page()).contains("1 of " + point.acknowledged() + " rows lost");
    }

    private static Outcome run(Scratch library) {
        return library.run(NAME, () -> K3sCluster.start(K3sOptions.defaults()));
    }

    private static List<String> failed(Outcome outcome) {
        return outcome.results().stream()
                .filter(result -> result.verdict() != Verdict.HELD)
                .map(Result::objective)
                .map(objective -> objective.title())
                .toList();
    }
}
