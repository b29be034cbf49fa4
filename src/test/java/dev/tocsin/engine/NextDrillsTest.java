package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tocsin.scenario.Drill;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;

class NextDrillsTest {
    private static final String TWO = "node-loss,privileged-pod-host-escape";

    private static TestDescriptor discover(Map<String, String> parameters) {
        return EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameters(parameters)
                .selectors(selectClass(TocsinTestEngineTest.Marked.class))
                .discover()
                .getEngineDescriptor();
    }

    private static NextDrills of(TestDescriptor root) {
        return new NextDrills(root, ((RunDescriptor) root).options());
    }

    private static List<Drill> drills(TestDescriptor root) {
        return root.getDescendants().stream()
                .filter(DrillDescriptor.class::isInstance)
                .map(one -> ((DrillDescriptor) one).drill())
                .toList();
    }

    @Test
    void eachTrialIsFollowedByTheNextAndTheLastByNone() {
        TestDescriptor root = discover(Map.of("scenario", TWO, "repeat", "2", "pool", "on"));
        NextDrills next = of(root);
        List<Drill> drills = drills(root);
        assertThat(drills).hasSize(2);
        assertThat(next.after(drills.get(0))).containsSame(drills.get(0));
        assertThat(next.after(drills.get(0))).containsSame(drills.get(1));
        assertThat(next.after(drills.get(1))).containsSame(drills.get(1));
        assertThat(next.after(drills.get(1))).isEmpty();
    }

    @Test
    void whatIsSkippedIsPassedOver() {
        TestDescriptor root = discover(Map.of("scenario", TWO, "pool", "on"));
        assertThat(of(root).after(drills(root).get(1))).isEmpty();
    }

    @Test
    void nothingIsBootedWhereNobodyWouldGainByIt() {
        for (Map<String, String> why : List.of(
                Map.of("pool", "off"),
                Map.of("parallel", "2"),
                Map.of("keep", "on-failure"),
                Map.of("audit", "webhook"),
                Map.of("dry-run", "true"))) {
            Map<String, String> parameters = new HashMap<>(Map.of("scenario", TWO, "pool", "on"));
            parameters.putAll(why);
            TestDescriptor root = discover(parameters);
            assertThat(of(root).after(drills(root).get(0))).as(why.toString()).isEmpty();
        }
    }
}
