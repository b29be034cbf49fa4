package dev.tocsin.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.signal.SourceKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcesTest {
    @Test
    void anAlertByARuleOfTheLibraryNeedsItsDetectorInTheCluster() {
        assertThat(started(Set.of("metrics/namespace-cpu-burn"), Set.of("metrics/namespace-cpu-burn")))
                .containsExactly("audit", "metrics");
    }

    @Test
    void anAlertByATeamsOwnRuleComesByAReceiver() {
        assertThat(started(Set.of("metrics/our-own"), Set.of())).containsExactly("audit");
    }

    private static List<String> started(Set<String> expected, Set<String> detectors) {
        return Sources.of(new DrillRules(expected, List.of(), detectors, List.of(), List.of())).stream()
                .map(SourceKind::name)
                .toList();
    }
}
