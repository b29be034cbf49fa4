package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Backups;
import dev.tocsin.cluster.Backups.Backup;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.Set;

/** {@code preserved}: what was left of a destroyed datastore lies where nothing writes over it. */
@AutoService(StepKind.class)
public final class Preserved implements StepKind {
    @Override
    public String name() {
        return "preserved";
    }

    @Override
    public String says(ObjectNode params) {
        return "look whether what was left of the datastore is kept on the machine beside the cluster";
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
        Backups backups = scope.cluster().backups();
        Backup copy = backups.remains().orElse(null);
        if (copy == null) {
            return Observation.of("kept", false);
        }
        String fault = backups.fault(copy);
        return Observation.of("kept", true)
                .with("intact", fault.isEmpty())
                .with("bytes", copy.bytes())
                .with("sha256", copy.sha256())
                .with("message", fault);
    }
}
