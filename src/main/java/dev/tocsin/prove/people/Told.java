package dev.tocsin.prove.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Archive;
import dev.tocsin.step.Durations;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code told}: whether stakeholders were told what they have to be told, in order and in time. */
@AutoService(StepKind.class)
public final class Told implements StepKind {
    /** What is said without a time is bound by the proof's own. */
    private static final Duration ANY = Duration.ofDays(1);

    @Override
    public String name() {
        return "told";
    }

    @Override
    public String says(ObjectNode params) {
        List<String> statuses = new ArrayList<>();
        params.path("messages").forEach(one -> statuses.add(one.path("status").asText()));
        return "read, outside the cluster, whether stakeholders were told: " + String.join(", ", statuses);
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    /** The machine on which messages lie is started before they are needed: its start is not the response's time. */
    @Override
    public void baseline(ObjectNode params, Scope scope) {
        scope.cluster().archive();
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        String file = Archive.messages(params.path("file").asText());
        String lines = scope.cluster().archive().run(List.of("cat", file)).stdout();
        Messages.Judged best = Messages.read(lines).incidents().stream()
                .map(incident -> incident.judged(wanted(params)))
                .reduce((one, other) -> other.faults().size() < one.faults().size() ? other : one)
                .orElse(Messages.NOBODY);
        return Observation.of("told", String.join(", ", best.statuses()))
                .with("faults", String.join("; ", best.faults()));
    }

    private static List<Messages.Wanted> wanted(ObjectNode params) {
        List<Messages.Wanted> wanted = new ArrayList<>();
        for (JsonNode one : params.path("messages")) {
            wanted.add(new Messages.Wanted(one.path("status").asText(), Durations.of(one.path("within"), ANY)));
        }
        return wanted;
    }
}
