package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;

/** {@code udp}: sends one datagram from inside a pod, and waits for one that comes back. */
@AutoService(StepKind.class)
public final class Udp implements StepKind {
    /** A question that a name server of a cluster answers by itself, and that others ignore or turn down. */
    private static final String QUESTION = "kubernetes.default.svc.cluster.local";

    @Override
    public String name() {
        return "udp";
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        return Nslookup.check(params.path("timeout"));
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return Rights.EXEC;
    }

    @Override
    public String says(ObjectNode params) {
        return "from pod " + params.path("from").asText() + " send a datagram to "
                + params.path("to").asText();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        String said = Nslookup.ask(
                scope,
                params.path("from").asText(),
                QUESTION,
                "a",
                params.path("to").asText(),
                params.path("timeout"));
        String result = Nslookup.result(said);
        return Observation.of("result", result)
                .with("blocked", TcpResult.BLOCKED.contains(result))
                .with("message", result.equals(Nslookup.ANSWERED) ? "" : Nslookup.words(said));
    }
}
