package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of step on a real cluster: what each of its parameters does, and what it observes when it is refused. */
class KindsIT {
    @Test
    void everyKindDoesWhatItSays(@TempDir Path folder) {
        Outcome outcome = new Scratch(folder.resolve("scenarios"))
                .add(Path.of("src/test/resources/every-kind"))
                .run("every-kind", () -> K3sCluster.start(K3sOptions.defaults()));

        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.HELD);
        assertThat(outcome.facts())
                .extracting(Fact::toString)
                .as("neither tokens nor picked values nor keys")
                .noneMatch(fact -> fact.contains("eyJ")
                        || fact.contains("open-sesame")
                        || fact.contains("autumn-leaves")
                        || fact.contains("PRIVATE KEY"));
    }

    @Test
    void nodesFailAsAsked(@TempDir Path folder) {
        Outcome outcome = new Scratch(folder.resolve("scenarios"))
                .add(Path.of("src/test/resources/every-kind"))
                .run(
                        "node-faults",
                        () -> K3sCluster.start(
                                K3sOptions.defaults().withAgents(1).withDisk(256)));

        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.HELD);
    }
}
