package dev.tocsin.step;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.List;

/** Rights of the accounts that a drill makes. */
public final class Rights {
    /** What running a command in a pod needs. */
    public static final List<PolicyRule> EXEC = List.of(allow("", "pods/exec", "get", "create"));

    private Rights() {}

    /** @param resource with its subresource: {@code pods/exec} */
    public static PolicyRule allow(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }

    /**
     * A right to one object, where its name is known before anything happens.
     *
     * @param name still holding a {@code ${...}}, it cannot be: then to all of them
     */
    public static PolicyRule named(String group, String resource, String name, String... verbs) {
        PolicyRule any = allow(group, resource, verbs);
        return name.isEmpty() || name.contains("${")
                ? any
                : new PolicyRuleBuilder(any).withResourceNames(name).build();
    }
}
