package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code unchanged}: objects are as they were before the attack, compared by a hash of each. */
@AutoService(StepKind.class)
public final class Unchanged implements StepKind {
    @Override
    public String name() {
        return "unchanged";
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return types(params).stream().map(Type::listing).toList();
    }

    @Override
    public String says(ObjectNode params) {
        return "compare with what was there before the attack: "
                + params.path("objects").toString().replaceAll("[\\[\\]\"]", "");
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public void baseline(ObjectNode params, Scope scope) {
        scope.keep(key(params), () -> now(params, scope));
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        Inventory before = scope.kept(key(params));
        if (before == null) {
            return Observation.of("message", "this proof was not there before the attack to remember what was");
        }
        Set<String> except = new TreeSet<>();
        params.path("except").forEach(name -> except.add(name.asText()));
        return now(params, scope).against(before, name -> !except.contains(name));
    }

    private static Inventory now(ObjectNode params, Scope scope) {
        Set<String> namespaces = new TreeSet<>();
        params.path("namespaces").forEach(name -> namespaces.add(name.asText()));
        Inventory all = new Inventory(new TreeMap<>());
        for (Type type : types(params)) {
            all.hashes()
                    .putAll(Inventory.of(
                            scope.prober(),
                            type,
                            object -> namespaces.isEmpty()
                                    || object.getMetadata().getNamespace() == null
                                    || namespaces.contains(object.getMetadata().getNamespace())));
        }
        return all;
    }

    private static List<Type> types(ObjectNode params) {
        List<Type> types = new ArrayList<>();
        params.path("objects").forEach(type -> {
            if (type.asText().matches(Type.FORM)) {
                types.add(Type.of(type.asText()));
            }
        });
        return types;
    }

    private String key(ObjectNode params) {
        return name() + params.path("objects") + params.path("namespaces");
    }
}
