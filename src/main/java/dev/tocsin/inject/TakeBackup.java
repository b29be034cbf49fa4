package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Backups.Backup;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.Set;

/** {@code backup}: an operator's nightly work, as the benign twin of whoever gets at a datastore. */
@AutoService(StepKind.class)
public final class TakeBackup implements StepKind {
    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String says(ObjectNode params) {
        return "back up the cluster's datastore, certificates and tokens to the machine beside the cluster";
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
        Backup backup = scope.cluster().backups().take(scope.journal()::now);
        String fault = scope.cluster().backups().fault(backup);
        return Observation.of("done", fault.isEmpty())
                .with("generation", backup.generation())
                .with("bytes", backup.bytes())
                .with("sha256", backup.sha256())
                .with("message", fault);
    }
}
