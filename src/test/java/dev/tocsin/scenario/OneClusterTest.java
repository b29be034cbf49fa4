package dev.tocsin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which drills of the library may be on one cluster together. */
class OneClusterTest {
    @TempDir
    private Path folder;

    private List<Finding> found(String names) throws IOException {
        Path file = folder.resolve("chain.yaml");
        Files.writeString(file, """
                # yaml-language-server: $schema=../../src/main/resources/schema/gameday-v1.schema.json
                apiVersion: tocsin.dev/v1
                kind: GameDay
                metadata: {name: chain, title: A chain, owner: sre}
                budget: 10m
                agenda:
                  - drills: {names: [%s], onOneCluster: true}
                """.formatted(names));
        return GameDayLoader.check(new Library(Path.of("scenarios")), YamlReader.read(file, "chain.yaml"), file);
    }

    @Test
    void oneThatCountsTheLedgersRowsAmongOthers() throws IOException {
        assertThat(found("stolen-sa-token-replay, rbac-cluster-admin-grab, ransom-volume-encrypt"))
                .isEmpty();
    }

    @Test
    void notTwoDatastores() throws IOException {
        assertThat(found("stolen-sa-token-replay, datastore-wipe-and-restore-etcd"))
                .singleElement()
                .asString()
                .startsWith(
                        "chain.yaml:7:94: error[bad-value]: 'datastore-wipe-and-restore-etcd' needs another datastore or"
                                + " disk than 'stolen-sa-token-replay'. Drills on one cluster need the same.");
    }

    @Test
    void notTwoThatCountTheLedgersRows() throws IOException {
        assertThat(found("datastore-wipe-and-restore, ransom-volume-encrypt"))
                .singleElement()
                .asString()
                .startsWith(
                        "chain.yaml:7:88: error[bad-value]: 'datastore-wipe-and-restore' and 'ransom-volume-encrypt' both"
                                + " count the ledger's rows, and a cluster has one archive. Have one of them on a cluster.");
    }
}
