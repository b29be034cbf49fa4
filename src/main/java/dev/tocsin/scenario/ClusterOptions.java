package dev.tocsin.scenario;

import java.util.ArrayList;
import java.util.List;

/** Checks that the drill's cluster is made in the way that its steps need. */
final class ClusterOptions {
    private ClusterOptions() {}

    static List<Finding> check(YamlFile file) {
        List<Finding> findings = new ArrayList<>();
        StepNodes.each(file, (kind, params, at) -> kind.clusterNeeds(params).stream()
                .filter(option -> !file.tree().path("cluster").has(option))
                .forEach(option -> findings.add(file.at(
                        Check.MISSING_KEY,
                        at,
                        "This needs a cluster that is made for it. Give 'cluster." + option + "'."))));
        return findings;
    }
}
