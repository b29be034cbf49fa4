package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Recovery;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recovery that is none is seen: each part of it is broken in turn, and the figures and the verdict say so. */
class RecoveryIT {
    private static final String NAME = "datastore-wipe-and-restore";
    private static final String DRILL = "drills/impact/" + NAME + ".yaml";

    @TempDir
    private Path folder;

    @Test
    void withTheRestoreLeftOutNothingComesBackAndEveryRowIsLost() {
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
    }

    @Test
    void withAStaleBackupWhatWasMadeSinceIsMissing() {
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
        assertThat(outcome.explanation()).contains("removed=ConfigMap shop/prices");
    }

    @Test
    void aRowThatIsDeletedAfterTheRecoveryIsCountedAsLost() {
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
