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

/** {@code dns}: asks for a name from inside a pod, its own resolver or another server. */
@AutoService(StepKind.class)
public final class Dns implements StepKind {
    @Override
    public String name() {
        return "dns";
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
        String server = params.path("server").asText();
        return "from pod " + params.path("from").asText() + " ask " + (server.isEmpty() ? "" : server + " ")
                + "for the name " + params.path("resolve").asText();
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
                params.path("resolve").asText(),
                params.path("type").asText("a"),
                params.path("server").asText(),
                params.path("timeout"));
        return DnsAnswer.of(said);
    }
}
