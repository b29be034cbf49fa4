package dev.tocsin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.sigma.Rule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DetectorRulesTest {
    private final Library library = new Library(Path.of("scenarios"));

    @Test
    void anAlertIsARuleByItsOwnNameAndItsFileIsNone() {
        assertThat(library.ruleNames())
                .contains("metrics/namespace-cpu-burn", "metrics/container-oom-killed", "audit/privileged-pod-created")
                .doesNotContain("metrics/workloads", "metrics/control-plane");
        assertThat(library.rule("metrics/namespace-cpu-burn"))
                .isEqualTo(Path.of("scenarios/rules/metrics/workloads.yml"));
        assertThat(library.rule("metrics/workloads")).doesNotExist();
    }

    @Test
    void sigmaHasNothingToDoWithThem() {
        assertThat(library.isSigma("metrics/namespace-cpu-burn")).isFalse();
        assertThat(library.isSigma("metrics/workloads")).isFalse();
        assertThat(library.isSigma("audit/privileged-pod-created")).isTrue();
        assertThat(library.rules("metrics/namespace-cpu-burn")).isEmpty();
        assertThat(library.usableRules()).extracting(Rule::name).noneMatch(name -> name.startsWith("metrics/"));
    }
}
