package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.Catalogue;
import java.util.List;
import java.util.Map;

/** A drill as a record has it: from its summary alone, so that whoever has the evidence can make it again. */
final class DrillEntry {
    private static final List<String> TAKEN =
            List.of("title", "verdict", "cause", "from", "to", "t0", "environment", "files", "phases", "objectives");
    /** Only drills that bring a service or data back have the first two; older summaries lack the last. */
    private static final List<String> IF_THERE = List.of("rto", "rpo", "residualRisks");

    private static final List<String> ABOUT = List.of("description", "tactic", "severity", "owner");

    private DrillEntry() {}

    static ObjectNode of(RunFiles.Drill drill) {
        JsonNode summary = drill.summary();
        if (!summary.has("files") || !summary.has("about")) {
            throw new SignOffException("The report of drill '" + drill.name()
                    + "' does not say what it was run from: an older Tocsin made it. Run the drill again.");
        }
        ObjectNode entry = StrictJson.MAPPER.createObjectNode();
        entry.put("name", drill.name());
        TAKEN.stream().filter(summary::has).forEach(key -> entry.set(key, summary.path(key)));
        entry.withArray("objectives"); // a drill that could not tell may have come to none
        IF_THERE.stream().filter(summary::hasNonNull).forEach(key -> entry.set(key, summary.path(key)));
        ABOUT.stream()
                .filter(summary.path("about")::has)
                .forEach(key -> entry.set(key, summary.path("about").path(key)));
        named(entry.putArray("techniques"), summary.at("/about/techniques"), Catalogue.TECHNIQUES);
        named(entry.putArray("covers"), summary.at("/about/covers"), Catalogue.LINES);
        entry.put("picture", drill.picture());
        return entry;
    }

    private static void named(ArrayNode list, JsonNode codes, Map<String, String> names) {
        codes.forEach(
                code -> list.addObject().put("id", code.asText()).put("name", names.getOrDefault(code.asText(), "")));
    }
}
