package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill whose attack, response and proof came in a jar runs on a real cluster like any other. */
@Alone
class ForeignKindsIT {
    @Test
    void aJarsKindsAttackRespondAndProve(@TempDir Path folder) throws Exception {
        try (ForeignJar jar = new ForeignJar(folder)) {
            assertThat(jar).isNotNull();
            Outcome outcome = new Scratch(folder.resolve("scenarios"))
                    .add(Path.of("src/test/resources/every-kind"))
                    .add(Path.of("src/test/foreign/library"))
                    .run("foreign", () -> K3sCluster.start(K3sOptions.defaults()));
            assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.HELD);
            assertThat(outcome.results())
                    .extracting(result -> result.objective().phase())
                    .contains(Phase.DETECT, Phase.CONTAIN, Phase.RECOVER);
            assertThat(outcome.facts()).anyMatch(fact -> fact.toString().contains("cleared example.com/owned"));
        }
    }
}
