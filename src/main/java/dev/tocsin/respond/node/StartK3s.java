package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Times;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code start-k3s}: the machine is there, and what it is for does not run. */
@AutoService(Action.class)
public final class StartK3s implements Action {
    @Override
    public String name() {
        return "start-k3s";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(); // there may be no API to ask
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String node = params.path("node").asText();
        return List.of(
                "tail -n 1 " + AuditGap.LOG + "   # on node " + node + ": until when there are audit records",
                "systemctl start k3s   # on node " + node,
                "kubectl get --raw /readyz");
    }

    @Override
    public String target(ObjectNode params) {
        return "node " + params.path("node").asText();
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        String node = params.path("node").asText();
        boolean runs =
                with.cluster().onNode(node, List.of("pgrep", "-x", "k3s")).exitCode() == 0;
        AuditGap gap = AuditGap.before(with.cluster(), node);
        Instant begun = with.journal().now();
        with.cluster().startK3s(node);
        if (runs) {
            return new Done("k3s runs on node " + node + " already");
        }
        Duration took = Duration.between(begun, with.journal().now());
        Changes changes = new Changes().put("took", Times.text(took)).undo("systemctl stop k3s   # on node " + node);
        Optional<String> missing = gap.after();
        missing.ifPresent(changes::residual);
        return changes.done("k3s runs on node " + node + (missing.isPresent() ? ", and the API serves" : ""));
    }
}
