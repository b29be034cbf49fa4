package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;

/** {@code http}: asks a URL from inside a pod, or from outside the cluster. */
@AutoService(StepKind.class)
public final class Http implements StepKind {
    private static final String TIMEOUT_SECONDS = "2";

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return Place.proberNeeds(params.path("from").asText());
    }

    @Override
    public String says(ObjectNode params) {
        return Place.says(params.path("from").asText()) + " ask "
                + params.path("url").asText();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        var result = Place.run(
                scope,
                params.path("from").asText(),
                List.of(
                        "curl",
                        "-sk",
                        "-o",
                        "/dev/null",
                        "-m",
                        TIMEOUT_SECONDS,
                        "-w",
                        "%{http_code}",
                        params.path("url").asText()),
                List.of());
        String status = result.stdout().strip();
        return Observation.of("status", status.matches("[0-9]{3}") && !status.equals("000") ? status : "0")
                .with("message", result.stderr().strip());
    }
}
