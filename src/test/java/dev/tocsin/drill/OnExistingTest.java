package dev.tocsin.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.existing.Demands;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnExistingTest {
    private static final Library LIBRARY = new Library(Path.of("scenarios"));

    private static Demands of(String name) {
        Drill drill = LIBRARY.load(name);
        return OnExisting.of(drill, DrillRules.of(drill, LIBRARY));
    }

    @Test
    void namesTheNamespacesOfItsFixturesItsStepsAndItsOwn() {
        assertThat(of("stolen-sa-token-replay").namespaces()).containsExactly("dev", "incident-response", "shop");
        assertThat(of("rbac-cluster-admin-grab").namespaces()).contains("kube-system");
    }

    @ParameterizedTest
    @CsvSource({
        "node-loss, 'nodes, datastore or disk of its own'",
        "node-loss, nodeFault in",
        "datastore-wipe-and-restore, rows that are counted from outside",
        "datastore-wipe-and-restore, action restore-datastore of restore-datastore",
        "runtime-drop-and-execute, rules on runtime",
        "runtime-drop-and-execute, node in"
    })
    void namesWhatNeedsTheMachines(String drill, String what) {
        assertThat(of(drill).machines()).anyMatch(one -> one.startsWith(what));
    }

    @Test
    void manyDrillsNeedNoMachines() {
        Set<String> without = LIBRARY.drills().keySet().stream()
                .filter(name -> of(name).machines().isEmpty())
                .collect(Collectors.toSet());
        assertThat(without).contains("stolen-sa-token-replay", "rbac-cluster-admin-grab", "unsigned-image-deploy");
    }

    @Test
    void whoeverRunsItHoldsWhatItGivesToOthersAndNoWildcard() {
        List<PolicyRule> rights = of("stolen-sa-token-replay").rights();
        assertThat(rights).containsAll(new Needs(LIBRARY.load("stolen-sa-token-replay")).responder());
        assertThat(rights)
                .noneMatch(rule ->
                        rule.getVerbs().contains("*") || rule.getResources().contains("*"));
        assertThat(rights).noneMatch(rule -> rule.getVerbs().contains("escalate"));
    }
}
