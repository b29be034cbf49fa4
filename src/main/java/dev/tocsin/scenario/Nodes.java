package dev.tocsin.scenario;

import dev.tocsin.step.Named;
import java.util.ArrayList;
import java.util.List;

/** Checks that the nodes that steps name are in the drill's cluster. */
final class Nodes {
    private Nodes() {}

    static List<Finding> check(YamlFile file) {
        List<String> nodes = new ArrayList<>(List.of("server"));
        for (int number = 1; number <= file.tree().at("/cluster/agents").asInt(); number++) {
            nodes.add("agent-" + number);
        }
        List<Finding> findings = new ArrayList<>();
        StepNodes.each(file, (kind, params, at) -> Named.nodes(kind, params).forEach((pointer, name) -> {
            if (!name.startsWith("${") && !nodes.contains(name)) {
                findings.add(file.at(Check.UNKNOWN_NODE, at + pointer, unknown(name, nodes)));
            }
        }));
        String address = file.tree().at("/ledger/address").asText();
        String name = address.substring(0, Math.max(0, address.indexOf(':')));
        if (!name.isEmpty() && !nodes.contains(name)) {
            findings.add(file.at(Check.UNKNOWN_NODE, "/ledger/address", unknown(name, nodes)));
        }
        return findings;
    }

    private static String unknown(String name, List<String> nodes) {
        return "The cluster of this drill has no node '" + name + "', but " + String.join(", ", nodes)
                + ". See 'cluster.agents'.";
    }
}
