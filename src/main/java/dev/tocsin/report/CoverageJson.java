package dev.tocsin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.Coverage;
import dev.tocsin.timeline.DrillInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Coverage for machines; durations in milliseconds, null where nothing was measured. */
final class CoverageJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CoverageJson() {}

    static String of(Coverage coverage, Map<String, LastRun> runs) {
        ObjectNode root = JSON.createObjectNode();
        for (Coverage.Matrix matrix : coverage.matrices()) {
            ObjectNode node = root.withArray("matrices").addObject();
            node.put("id", matrix.id()).put("source", matrix.source());
            node.put("covered", matrix.covered()).put("of", matrix.lines().size());
            for (Coverage.Column column : matrix.columns()) {
                ObjectNode part = node.withArray("columns").addObject().put("title", column.title());
                for (Coverage.Line line : column.lines()) {
                    ObjectNode one = part.withArray("lines").addObject();
                    one.put("code", line.code()).put("words", line.words());
                    line.drills().forEach(one.putArray("drills")::add);
                }
            }
        }
        root.putArray("drills");
        for (DrillInfo drill : coverage.drills()) {
            ObjectNode node = root.withArray("drills").addObject().put("name", drill.name());
            LastRun run = runs.get(drill.name());
            node.put("verdict", run == null ? "not run" : run.verdict().label());
            if (run != null) {
                node.put("when", run.when().toString());
                node.put("runs", run.runs()).put("held", run.held());
                for (String phase : List.of("detect", "contain", "recover")) {
                    Duration slowest = run.slowest().get(phase);
                    node.put(
                            phase + "Millis",
                            slowest == null || run.missed().contains(phase) ? null : slowest.toMillis());
                }
            }
        }
        return write(root);
    }

    static String write(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of our own always serialises
        }
    }
}
