package dev.tocsin.cluster.existing;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;

/**
 * What a drill asks of a cluster, as far as its files say.
 *
 * @param drill its name
 * @param namespaces those that it touches
 * @param rights what whoever runs it must be allowed to, in the whole cluster
 * @param machines what of it needs the machines below the API: {@code step node}; empty if nothing does
 */
public record Demands(String drill, Set<String> namespaces, List<PolicyRule> rights, List<String> machines) {
    /** For people who read what a drill would do. */
    public String text(String context) {
        StringBuilder text = new StringBuilder("\nIn the existing cluster of context " + context
                + "; what is changed is written down before, and taken back afterwards:\n");
        namespaces.forEach(name -> text.append("  in namespace ").append(name).append('\n'));
        rights.forEach(rule -> text.append("  with the right to ")
                .append(String.join(", ", rule.getVerbs()))
                .append(' ')
                .append(String.join(", ", rule.getResources()))
                .append(rule.getResourceNames().isEmpty() ? "" : " " + String.join(", ", rule.getResourceNames()))
                .append('\n'));
        machines.forEach(what -> text.append("  refused, for it needs the machines: ")
                .append(what)
                .append('\n'));
        return text.toString();
    }
}
