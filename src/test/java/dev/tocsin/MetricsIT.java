package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.timeline.Entities;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Raised;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus and Alertmanager in a drill's cluster, and what they see of three attacks. */
@Alone
class MetricsIT {
    private static final String QUIET = "container!=\"\", namespace=\"dev\"}[20s])) > 0.03";

    @Test
    void theAlertsOfPrometheusAreSeenWithBothTimesAndWhomTheyAreAbout(@TempDir Path folder) {
        Outcome outcome = new Scratch(folder)
                .add(Path.of("src/test/resources/metrics-library"))
                // On a machine that is busy with other things the burn gets no half a core; promtool tests that
                // threshold.
                .replace("rules/metrics/workloads.yml", "container!=\"\"}[20s])) > 0.5", QUIET)
                .run("metrics-alerts", () -> K3sCluster.start(K3sOptions.defaults()));

        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.HELD);
        assertThat(about(outcome, "metrics/namespace-cpu-burn").namespace()).isEqualTo("dev");
        assertThat(about(outcome, "metrics/container-oom-killed").pod()).isEqualTo("dev/overflow");
        for (Raised raised : outcome.raised()) {
            if (raised.source().equals("alertmanager")) {
                assertThat(raised.happened()).isAfter(Objects.requireNonNull(outcome.t0()));
                assertThat(Duration.between(raised.happened(), raised.seen()))
                        .as(raised.rule() + ": from Prometheus' firing to here")
                        .isBetween(Duration.ZERO, Duration.ofSeconds(20));
            }
        }
    }

    @Test
    void withoutPrometheusNothingIsJudged(@TempDir Path folder) {
        Outcome outcome = new Scratch(folder)
                .add(Path.of("src/test/resources/metrics-library"))
                .replace("drills/impact/metrics-alerts.yaml", "[shop, foothold, metrics]", "[shop, foothold]")
                .run("metrics-alerts", () -> K3sCluster.start(K3sOptions.defaults()));

        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.explanation())
                .contains("Alertmanager has sent nothing")
                .contains("(metrics)");
    }

    private static Entities about(Outcome outcome, String rule) {
        return outcome.raised().stream()
                .filter(raised -> raised.rule().equals(rule))
                .findFirst()
                .orElseThrow()
                .entities();
    }
}
