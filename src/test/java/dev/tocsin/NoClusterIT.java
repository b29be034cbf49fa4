package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.timeline.Evidence;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** Without a cluster a drill is inconclusive, says why, and leaves nothing behind. */
class NoClusterIT {
    @TempDir
    private Path folder;

    @Test
    void aServerThatDoesNotComeUp() {
        Outcome outcome = run(K3sOptions.defaults().withServerArgs("--kube-apiserver-arg=no-such-flag=1"));
        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.cause()).contains("The cluster did not come up");
        assertThat(nodeLog(outcome)).contains("no-such-flag");
        nothingIsLeft();
    }

    @Test
    void aDiskThatIsFull() {
        Outcome outcome = run(K3sOptions.defaults()
                .withTmpfs("/var/lib/rancher/k3s/server", "rw,size=1m")
                .withStartup(Duration.ofSeconds(30)));
        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(nodeLog(outcome)).containsAnyOf("no space left on device", "database or disk is full");
        nothingIsLeft();
    }

    @Test
    void anImageThatIsNotThere() {
        Outcome outcome = run(K3sOptions.defaults().withImage("tocsin/none:1"));
        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.cause()).contains("tocsin/none:1 is not on this machine. Run ci/setup");
        assertThat(Duration.between(outcome.from(), outcome.to())).isLessThan(Duration.ofSeconds(20));
        nothingIsLeft();
    }

    private Outcome run(K3sOptions options) {
        return new Scratch(folder.resolve("scenarios")).run(() -> K3sCluster.start(options));
    }

    private static String nodeLog(Outcome outcome) {
        return outcome.evidence().stream()
                .filter(evidence -> evidence.name().equals("log of the node"))
                .map(Evidence::content)
                .findFirst()
                .orElse("(no log was kept: " + outcome.cause() + ")");
    }

    private static void nothingIsLeft() {
        assertThat(DockerClientFactory.lazyClient()
                        .listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of("dev.tocsin.owner"))
                        .exec())
                .extracting(container -> container.getLabels().get("dev.tocsin.owner"))
                .noneMatch(owner -> owner.endsWith("/" + ProcessHandle.current().pid()));
    }
}
