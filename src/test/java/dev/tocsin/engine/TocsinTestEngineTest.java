package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.testkit.engine.EngineDiscoveryResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class TocsinTestEngineTest {
    private static final String NAME = "privileged-pod-host-escape";

    @Drills
    static class Marked {}

    static class Unmarked {}

    @Test
    void aMarkedClassStandsForTheChosenScenarios() {
        EngineDiscoveryResults found = discover(NAME, Marked.class);
        assertThat(found.getDiscoveryIssues()).isEmpty();
        TestDescriptor drill = onlyDrill(found);
        assertThat(drill.getDisplayName()).isEqualTo(NAME);
        assertThat(drill.getSource()).containsInstanceOf(FileSource.class);
        assertThat(drill.getTags()).extracting(Object::toString).contains("privilege-escalation", "T1611");
    }

    @Test
    void aUniqueIdThatWasGivenIsFoundAgain() {
        UniqueId id = onlyDrill(discover(NAME, Marked.class)).getUniqueId();
        EngineDiscoveryResults again = EngineTestKit.engine(TocsinTestEngine.ID)
                .selectors(selectUniqueId(id))
                .discover();
        assertThat(again.getDiscoveryIssues()).isEmpty();
        assertThat(onlyDrill(again).getUniqueId()).isEqualTo(id);
    }

    @Test
    void aNameThatMatchesNothingIsAnErrorWithTheNearestNames() {
        assertThat(discover("privileged-pod-hots-escape", Marked.class).getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.ERROR);
                    assertThat(issue.message()).contains("Nearest: " + NAME);
                });
    }

    @Test
    void noNameAtAllIsAnError() {
        assertThat(discover("", Marked.class).getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("-Dscenario=<name>"));
    }

    @Test
    void otherClassesAreNoneOfItsBusiness() {
        EngineDiscoveryResults found = discover(NAME, Unmarked.class);
        assertThat(found.getEngineDescriptor().getChildren()).isEmpty();
        assertThat(found.getDiscoveryIssues()).isEmpty();
    }

    private static EngineDiscoveryResults discover(String scenario, Class<?> type) {
        return EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.SCENARIO, scenario)
                .selectors(selectClass(type))
                .discover();
    }

    private static TestDescriptor onlyDrill(EngineDiscoveryResults found) {
        TestDescriptor folder =
                found.getEngineDescriptor().getChildren().iterator().next();
        assertThat(folder.getChildren()).hasSize(1);
        return folder.getChildren().iterator().next();
    }
}
