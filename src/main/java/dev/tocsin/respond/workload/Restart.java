package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code restart}: new pods one after the other, as availability allows, from the same template. */
@AutoService(Action.class)
public final class Restart implements Action {
    @Override
    public String name() {
        return "restart";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Workload.of(params).needs("patch"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of("kubectl rollout restart " + Workload.of(params).words());
    }

    @Override
    public String target(ObjectNode params) {
        return Workload.of(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target target = Workload.of(params);
        restart(target, with);
        return new Changes()
                .residual("the pods of before go on until the new ones are ready")
                .done("restarted " + target);
    }

    /** As kubectl does it: the template changes, by nothing but a time. */
    static void restart(Target target, Responding with) {
        target.merge(
                with.client(),
                "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\""
                        + with.journal().now() + "\"}}}}}");
    }
}
