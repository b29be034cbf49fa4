package dev.tocsin.cluster.existing;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody may do.
 *
 * @param group empty for the core group
 * @param part of the resource: {@code exec}; empty for the object itself
 * @param name empty for any
 */
record Right(String verb, String group, String resource, String part, String name) {
    /** Each once, in order. */
    static Set<Right> of(List<PolicyRule> rules) {
        Set<Right> rights = new LinkedHashSet<>();
        for (PolicyRule rule : rules) {
            List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    String[] parts = resource.split("/", 2);
                    for (String verb : rule.getVerbs()) {
                        names.forEach(name ->
                                rights.add(new Right(verb, group, parts[0], parts.length > 1 ? parts[1] : "", name)));
                    }
                }
            }
        }
        return rights;
    }

    /** {@code create deployments.apps}. */
    String text(@Nullable String namespace) {
        return verb + " " + resource + (part.isEmpty() ? "" : "/" + part)
                + (group.isEmpty() ? "" : "." + group)
                + (name.isEmpty() ? "" : " " + name)
                + (namespace == null ? "" : " in " + namespace);
    }
}
