package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code nodeFault}: what befalls a machine, past the API; what there is of it is {@link NodeDoing}'s to say. */
@AutoService(StepKind.class)
public final class NodeFault implements StepKind {
    /** What befalls machines, and cannot befall these. */
    private static final Map<String, String> REFUSED = Map.of(
            "delay",
            "Each packet cannot be held back for a given time: that takes netem, which is not in every kernel. 'slow' makes"
                    + " them wait for their turn.",
            "skew",
            "A node's clock cannot be set: a container has its machine's, and the kernel gives none of its own to it"
                    + " (time namespaces leave the time of day out).");

    @Override
    public String name() {
        return "nodeFault";
    }

    @Override
    public String says(ObjectNode params) {
        return NodeDoing.in(params).map(doing -> doing.says(params)).orElseGet(() -> StepKind.super.says(params));
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        String name = params.path("do").asText();
        if (REFUSED.containsKey(name)) {
            return List.of(new Fault("/do", REFUSED.get(name)));
        }
        List<Fault> faults = new ArrayList<>();
        NodeDoing.in(params).ifPresent(doing -> {
            for (String parameter : NodeDoing.parameters()) {
                boolean takes = doing.takes().equals(parameter);
                if (takes && !params.has(parameter)) {
                    faults.add(new Fault("", "'" + name + "' needs a '" + parameter + "'."));
                } else if (!takes && params.has(parameter)) {
                    faults.add(new Fault(
                            "/" + parameter,
                            "Only '" + String.join("', '", NodeDoing.taking(parameter)) + "' takes a '" + parameter
                                    + "'."));
                }
            }
        });
        return faults;
    }

    @Override
    public Set<String> clusterNeeds(ObjectNode params) {
        return NodeDoing.in(params)
                .map(NodeDoing::needs)
                .filter(option -> !option.isEmpty())
                .map(Set::of)
                .orElse(Set.of());
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        return NodeDoing.in(params).orElseThrow().run(params, scope.cluster());
    }
}
