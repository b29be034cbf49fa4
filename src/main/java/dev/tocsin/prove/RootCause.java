package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import dev.tocsin.timeline.Fact;
import java.util.Map;
import java.util.Set;

/** {@code rootCause}: what the responder itself reported as the cause; the drill knows the truth and compares. */
@AutoService(StepKind.class)
public final class RootCause implements StepKind {
    /** The details of a responder's fact that names a cause start with this. */
    private static final String PREFIX = "cause.";

    @Override
    public String name() {
        return "rootCause";
    }

    @Override
    public String says(ObjectNode params) {
        return "what the responder named as the cause";
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        Observation seen = new Observation(Map.of());
        for (Fact fact : scope.journal().facts()) {
            if (fact.actor() != Fact.Actor.RESPONDER) {
                continue;
            }
            for (Map.Entry<String, String> detail : fact.details().entrySet()) {
                if (detail.getKey().startsWith(PREFIX)) {
                    seen = seen.with(detail.getKey().substring(PREFIX.length()), detail.getValue());
                }
            }
        }
        return seen;
    }
}
