package dev.tocsin.drill;

import dev.tocsin.cluster.existing.Demands;
import dev.tocsin.cluster.existing.RunnerRights;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Machines;
import dev.tocsin.scenario.Step;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Named;
import dev.tocsin.step.Rights;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a drill asks of a cluster that others use too, read from its files. */
public final class OnExisting {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final Machines PLAIN = new Machines(0, "sqlite", 0);
    private final Drill drill;
    private final DrillRules rules;
    private final Kinds kinds = Kinds.onClassPath();
    private final List<HasMetadata> declared;

    private OnExisting(Drill drill, DrillRules rules) {
        this.drill = drill;
        this.rules = rules;
        this.declared = Objects.declared(drill);
    }

    public static Demands of(Drill drill, DrillRules rules) {
        OnExisting one = new OnExisting(drill, rules);
        return new Demands(drill.info().name(), one.namespaces(), one.rights(), one.machines());
    }

    private List<String> machines() {
        Set<String> needs = new LinkedHashSet<>();
        if (!drill.machines().equals(PLAIN)) {
            needs.add("nodes, datastore or disk of its own");
        }
        if (drill.ledger() != null) {
            needs.add("rows that are counted from outside");
        }
        Needs.steps(drill).forEach(step -> {
            StepKind kind = kinds.step(step.kind());
            if (kind.needsMachines(step.params())
                    || Named.pods(kind, step.params()).containsValue("outside")) {
                needs.add(step.kind() + " in " + step.at().fileAndLine());
            }
        });
        drill.procedures().values().forEach(procedure -> procedure.actions().stream()
                .filter(action -> kinds.action(action.kind()).needsMachines(action.params()))
                .forEach(action -> needs.add("action " + action.kind() + " of " + procedure.name())));
        Sources.of(rules).stream()
                .filter(SourceKind::needsMachines)
                .forEach(source -> needs.add("rules on " + source.name()));
        return List.copyOf(needs);
    }

    private Set<String> namespaces() {
        Set<String> namespaces = new TreeSet<>(Set.of(Identities.NAMESPACE));
        for (HasMetadata object : declared) {
            String own = object.getKind().equals("Namespace")
                    ? object.getMetadata().getName()
                    : object.getMetadata().getNamespace();
            if (own != null) {
                namespaces.add(own);
            }
        }
        Needs.steps(drill).map(this::made).forEach(namespaces::addAll);
        return namespaces;
    }

    private List<String> made(Step step) {
        var object = kinds.step(step.kind()).makes(step.params());
        String namespace =
                object == null ? "" : object.at("/metadata/namespace").asText();
        return namespace.isEmpty() || namespace.contains("${") ? List.of() : List.of(namespace);
    }

    /**
     * To make what it declares, to give its accounts what they need, which none may who has less, and to take back what its
     * responder changes.
     */
    private List<PolicyRule> rights() {
        Needs needs = new Needs(drill);
        List<PolicyRule> responder = needs.responder();
        Set<PolicyRule> rights = new LinkedHashSet<>(List.of(
                Rights.allow("", "serviceaccounts", "get", "create", "update"),
                Rights.allow("", "serviceaccounts/token", "create"),
                Rights.allow(RBAC, "clusterroles", "get", "create", "update", "delete"),
                Rights.allow(RBAC, "clusterrolebindings", "get", "create", "update", "delete")));
        rights.addAll(responder);
        rights.addAll(needs.prober());
        responder.stream().flatMap(OnExisting::undoing).forEach(rights::add);
        for (HasMetadata object : declared) {
            rights.add(Rights.allow(group(object.getApiVersion()), object.getPlural(), "get", "create", "delete"));
            if (object instanceof Role role) {
                rights.addAll(role.getRules());
            } else if (object instanceof ClusterRole role) {
                rights.addAll(role.getRules());
            }
        }
        referred().forEach(role -> rights.add(Rights.named(RBAC, "clusterroles", role, "bind")));
        return List.copyOf(rights);
    }

    private static String group(String apiVersion) {
        return apiVersion.contains("/") ? apiVersion.split("/")[0] : "";
    }

    /** What a rule lets somebody change can be made again by whoever has these. */
    private static Stream<PolicyRule> undoing(PolicyRule rule) {
        return RunnerRights.onlyReads(rule)
                ? Stream.of()
                : rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                        .map(resource -> resource.replaceFirst("/.*", ""))
                        .map(object -> Rights.allow(group, object, "get", "create", "update", "delete")));
    }

    /** Roles of the cluster's own that its bindings name. */
    private Set<String> referred() {
        Set<String> roles = new TreeSet<>();
        for (HasMetadata object : declared) {
            RoleRef ref = object instanceof RoleBinding binding
                    ? binding.getRoleRef()
                    : object instanceof ClusterRoleBinding binding ? binding.getRoleRef() : null;
            if (ref != null && ref.getKind().equals("ClusterRole")) {
                roles.add(ref.getName());
            }
        }
        declared.stream()
                .filter(ClusterRole.class::isInstance)
                .forEach(own -> roles.remove(own.getMetadata().getName()));
        return roles;
    }
}
