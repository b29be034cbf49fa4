package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.NodeTasks;
import dev.tocsin.cluster.NodeTasks.Task;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code containers}: whether all that runs in containers on nodes belongs to pods which the API has there. */
@AutoService(StepKind.class)
public final class Containers implements StepKind {
    @Override
    public String name() {
        return "containers";
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return List.of(Rights.allow("", "pods", "list"));
    }

    @Override
    public String says(ObjectNode params) {
        return "compare what runs in containers on " + params.path("node").asText("every node")
                + " with the pods that the API has there";
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
        List<String> nodes = params.has("node")
                ? List.of(params.path("node").asText())
                : scope.cluster().nodes();
        int running = 0;
        List<Task> unknown = new ArrayList<>();
        for (String node : nodes) {
            running += NodeTasks.running(scope.cluster(), node).size();
            unknown.addAll(NodeTasks.unknown(scope.cluster(), node, scope.prober()));
        }
        return Observation.of("unknown", unknown.size())
                .with("running", running)
                .with("found", unknown.stream().map(Task::toString).collect(Collectors.joining(", ")));
    }
}
