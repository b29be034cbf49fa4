package dev.tocsin.drill;

import dev.tocsin.cluster.existing.Demands;
import dev.tocsin.cluster.existing.RunnerRights;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Machines;
import dev.tocsin.scenario.Step;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Named;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a drill asks of a cluster that others use too, read from its files. */
public final class OnExisting {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final Set<String> READS = Set.of("get", "list", "watch");
    private static final Machines PLAIN = new Machines(0, "sqlite", 0);
    private final Drill drill;
    private final DrillRules rules;
    private final Kinds kinds = Kinds.onClassPath();

    private OnExisting(Drill drill, DrillRules rules) {
        this.drill = drill;
        this.rules = rules;
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
        for (HasMetadata object : Objects.declared(drill)) {
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
        Set<PolicyRule> rights = new LinkedHashSet<>(List.of(
                RunnerRights.rule("", List.of("serviceaccounts"), "get", "create", "update"),
                RunnerRights.rule("", List.of("serviceaccounts/token"), "create"),
                RunnerRights.rule(
                        RBAC, List.of("clusterroles", "clusterrolebindings"), "get", "create", "update", "delete")));
        Needs needs = new Needs(drill);
        rights.addAll(needs.responder());
        rights.addAll(needs.prober());
        needs.responder().forEach(rule -> rights.addAll(undoing(rule)));
        List<HasMetadata> declared = Objects.declared(drill);
        for (HasMetadata object : declared) {
            String group = object.getApiVersion().contains("/")
                    ? object.getApiVersion().split("/")[0]
                    : "";
            rights.add(RunnerRights.rule(group, List.of(object.getPlural()), "get", "create", "delete"));
            rights.addAll(
                    object instanceof Role role
                            ? role.getRules()
                            : object instanceof ClusterRole role ? role.getRules() : List.of());
        }
        referred(declared)
                .forEach(role -> rights.add(new PolicyRuleBuilder()
                        .withApiGroups(RBAC)
                        .withResources("clusterroles")
                        .withResourceNames(role)
                        .withVerbs("bind")
                        .build()));
        return List.copyOf(rights);
    }

    /** What a rule lets somebody change can be made again by whoever has these. */
    private static List<PolicyRule> undoing(PolicyRule rule) {
        List<String> objects = rule.getResources().stream()
                .map(resource -> resource.replaceFirst("/.*", ""))
                .distinct()
                .toList();
        return READS.containsAll(rule.getVerbs())
                ? List.of()
                : rule.getApiGroups().stream()
                        .map(group -> RunnerRights.rule(group, objects, "get", "create", "update", "delete"))
                        .toList();
    }

    /** Roles of the cluster's own that its bindings name. */
    private static Set<String> referred(List<HasMetadata> declared) {
        Set<String> own = new TreeSet<>();
        List<RoleRef> refs = new ArrayList<>();
        for (HasMetadata object : declared) {
            if (object instanceof ClusterRole role) {
                own.add(role.getMetadata().getName());
            }
            Stream.of(object)
                    .flatMap(one -> one instanceof RoleBinding binding
                            ? Stream.of(binding.getRoleRef())
                            : one instanceof ClusterRoleBinding binding
                                    ? Stream.of(binding.getRoleRef())
                                    : Stream.empty())
                    .forEach(refs::add);
        }
        Set<String> others = new TreeSet<>();
        refs.stream()
                .filter(ref -> ref.getKind().equals("ClusterRole") && !own.contains(ref.getName()))
                .forEach(ref -> others.add(ref.getName()));
        return others;
    }
}
