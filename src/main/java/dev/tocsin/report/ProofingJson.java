package dev.tocsin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.ProofedDrill;
import java.util.List;

/** Drills by mutants for machines; durations in milliseconds. */
final class ProofingJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ProofingJson() {}

    static String of(List<ProofedDrill> drills) {
        ObjectNode root = JSON.createObjectNode();
        for (ProofedDrill drill : drills) {
            ObjectNode node = root.withArray("drills").addObject();
            node.put("drill", drill.drill());
            node.put("verdict", drill.verdict().label());
            node.put("tookMillis", drill.took().toMillis());
            for (Proofed mutant : drill.mutants()) {
                ObjectNode one = node.withArray("mutants").addObject();
                one.put("mutant", mutant.mutant());
                one.put("kind", mutant.kind());
                one.put("broken", mutant.broken());
                one.put("demanded", mutant.demanded());
                one.put("finding", mutant.finding().label());
                one.put("seen", mutant.seen());
                mutant.challenged().forEach(one.withArray("missed")::add);
                one.put("tookMillis", mutant.took().toMillis());
            }
            drill.unchallenged().forEach(node.withArray("unchallenged")::add);
        }
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of our own always serialises
        }
    }
}
