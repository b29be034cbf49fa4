package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.cluster.NodeTasks;
import dev.tocsin.cluster.NodeTasks.Task;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.stream.Collectors;

/** {@code kill-unknown-containers}: what runs on a node and belongs to no pod that the API has there. */
@AutoService(Action.class)
public final class KillUnknownContainers implements Action {
    private static final String LOOK = """
            echo "container $1 $2"
            for p in $(ctr -n "$1" tasks ps "$2" | sed -n '2,$s/^\\([0-9]*\\).*/\\1/p'); do
              echo "$p $(readlink /proc/$p/exe) $(tr '\\0' ' ' </proc/$p/cmdline)"
            done
            """;
    private static final String KILL = """
            ctr -n "$1" tasks kill --all --signal SIGKILL "$2"
            for try in 1 2 3 4 5 6 7 8 9 10; do ctr -n "$1" tasks delete --force "$2" 2>/dev/null && break; sleep 0.2; done
            ctr -n "$1" containers delete "$2" 2>/dev/null
            ! ctr -n "$1" tasks ls -q | grep -qxF "$2"
            """;

    @Override
    public String name() {
        return "kill-unknown-containers";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Rights.allow("", "pods", "list"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String node = params.path("node").asText();
        return List.of(
                "ctr namespaces ls; ctr -n k8s.io tasks ls; crictl pods; crictl ps   # on node " + node
                        + ", against kubectl get pods -A --field-selector spec.nodeName=" + node,
                "ctr -n <namespace> tasks kill --all --signal SIGKILL <id>   # on node " + node
                        + ", each that is in none of the pods");
    }

    @Override
    public String target(ObjectNode params) {
        return Cordon.node(params).toString();
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        String node = params.path("node").asText();
        List<Task> unknown = NodeTasks.unknown(with.cluster(), node, with.client());
        for (Task task : unknown) {
            with.journal()
                    .keep(
                            "processes of " + task,
                            "text/plain",
                            on(task, LOOK, with).stdout());
            CommandResult killed = on(task, KILL, with);
            if (killed.exitCode() != 0) {
                throw new IllegalStateException(
                        "container " + task + " runs on: " + killed.stderr().strip());
            }
        }
        Changes changes =
                new Changes().put("killed", unknown.stream().map(Task::toString).collect(Collectors.joining(", ")));
        if (!unknown.isEmpty()) {
            changes.put("evidence", "kept their processes")
                    .residual("whoever started them is root on node " + node + ", or was: replace it");
        }
        return changes.done(
                unknown.isEmpty()
                        ? "on node " + node + " there is no container but those of the API's pods"
                        : "killed " + unknown.size() + " containers on node " + node
                                + " of which the API does not know");
    }

    /** What the containers are called is an attacker's text: no shell reads it. */
    private static CommandResult on(Task task, String script, Responding with) {
        return with.cluster()
                .onNode(task.node(), List.of("timeout", "15", "sh", "-c", script, "sh", task.namespace(), task.id()));
    }
}
