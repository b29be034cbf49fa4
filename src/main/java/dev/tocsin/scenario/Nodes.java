package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.StepKind;
import java.util.ArrayList;
import java.util.List;

/** Checks that the nodes that steps name are there: which parameters name one, a kind's schema says. */
final class Nodes {
    private static final String REFERENCE = "#/$defs/node";
    private final YamlFile file;
    private final List<String> nodes = new ArrayList<>(List.of("server"));
    private final List<Finding> findings = new ArrayList<>();

    private Nodes(YamlFile file) {
        this.file = file;
        for (int number = 1; number <= file.tree().at("/cluster/agents").asInt(); number++) {
            nodes.add("agent-" + number);
        }
    }

    static List<Finding> check(YamlFile file) {
        Nodes nodes = new Nodes(file);
        nodes.steps("/inject");
        nodes.steps("/benign");
        for (String phase : List.of("/contain", "/eradicate", "/recover")) {
            for (int i = 0; i < file.tree().at(phase).size(); i++) {
                nodes.steps(phase + "/" + i + "/prove");
            }
        }
        return nodes.findings;
    }

    private void steps(String list) {
        for (int i = 0; i < file.tree().at(list).size(); i++) {
            String step = list + "/" + i;
            file.tree().at(step).fieldNames().forEachRemaining(kind -> {
                StepKind known = Kinds.onClassPath().steps().get(kind);
                if (known != null) {
                    step(known, step + "/" + kind);
                }
            });
        }
    }

    private void step(StepKind kind, String pointer) {
        kind.schema().path("properties").properties().forEach(parameter -> {
            JsonNode value = file.tree().at(pointer).path(parameter.getKey());
            if (parameter.getValue().path("$ref").asText().equals(REFERENCE)
                    && value.isTextual()
                    && !value.asText().startsWith("${")
                    && !nodes.contains(value.asText())) {
                findings.add(file.at(
                        Check.UNKNOWN_NODE,
                        pointer + "/" + parameter.getKey(),
                        "The cluster of this drill has no node '" + value.asText() + "', but "
                                + String.join(", ", nodes) + ". See 'cluster.agents'."));
            }
        });
    }
}
