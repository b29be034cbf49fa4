package dev.tocsin.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.Coverage;
import dev.tocsin.timeline.DrillInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A layer for the ATT&amp;CK Navigator, in its layer format 4.5: each technique that a drill names, by how its drills went. */
final class NavigatorLayer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELD = "#8ec843";
    private static final String NOT_HELD = "#ff6666";
    private static final String NOT_RUN = "#c0c7cf";

    private NavigatorLayer() {}

    static String of(Coverage coverage, Map<String, LastRun> runs) {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", "Tocsin drills");
        root.putObject("versions")
                .put("attack", coverage.attack().split("\\.")[0])
                .put("navigator", "5.2.0")
                .put("layer", "4.5");
        root.put("domain", "enterprise-attack");
        root.put("description", "Techniques that incident-response drills show, and how these drills went last.");
        root.putObject("filters").putArray("platforms").add("Containers").add("Linux");
        root.putObject("layout").put("layout", "side").put("showID", true).put("expandedSubtechniques", "annotated");
        ArrayNode techniques = root.putArray("techniques");
        byTechnique(coverage.drills()).forEach((id, drills) -> technique(techniques.addObject(), id, drills, runs));
        ArrayNode legend = root.putArray("legendItems");
        legend.addObject().put("label", "its drills held").put("color", HELD);
        legend.addObject().put("label", "a drill of it did not hold").put("color", NOT_HELD);
        legend.addObject().put("label", "a drill of it was never run").put("color", NOT_RUN);
        return CoverageJson.write(root);
    }

    private static Map<String, List<DrillInfo>> byTechnique(List<DrillInfo> drills) {
        Map<String, List<DrillInfo>> techniques = new TreeMap<>();
        drills.forEach(drill -> drill.techniques()
                .forEach(id ->
                        techniques.computeIfAbsent(id, one -> new ArrayList<>()).add(drill)));
        return techniques;
    }

    private static void technique(ObjectNode node, String id, List<DrillInfo> drills, Map<String, LastRun> runs) {
        node.put("techniqueID", id).put("score", drills.size()).put("enabled", true);
        boolean allRun = drills.stream().allMatch(drill -> runs.containsKey(drill.name()));
        boolean allHeld = drills.stream()
                .map(drill -> runs.get(drill.name()))
                .allMatch(run -> run == null || run.held() == run.runs());
        node.put("color", !allHeld ? NOT_HELD : allRun ? HELD : NOT_RUN);
        ArrayNode metadata = node.putArray("metadata");
        for (DrillInfo drill : drills) {
            LastRun run = runs.get(drill.name());
            metadata.addObject()
                    .put("name", drill.name())
                    .put(
                            "value",
                            run == null
                                    ? "not run"
                                    : run.verdictText() + "; detect " + run.text("detect") + ", contain "
                                            + run.text("contain") + ", recover " + run.text("recover"));
        }
        if (!id.contains(".")) {
            node.put("showSubtechniques", false);
        }
    }
}
