package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Backups;
import dev.tocsin.cluster.Backups.Backup;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.util.List;
import java.util.Set;

/** {@code backupFault}: whoever wants to be paid sees to the backups first. */
@AutoService(StepKind.class)
public final class BackupFault implements StepKind {
    /** In the midst of it, where a look at the file's head and size shows nothing. */
    private static final String TAMPER = """
            size=$(wc -c <"$1") && dd if=/dev/urandom of="$1" bs=1 count=64 seek=$((size / 2)) conv=notrunc 2>/dev/null
            """;

    @Override
    public String name() {
        return "backupFault";
    }

    @Override
    public String says(ObjectNode params) {
        return (removes(params) ? "remove" : "change a few bytes of") + " the newest backup of the datastore";
    }

    private static boolean removes(ObjectNode params) {
        return params.path("do").asText().equals("remove");
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
        if (backups.newestFirst().isEmpty()) {
            return Observation.of("done", false).with("message", "there is no backup");
        }
        Backup newest = backups.newestFirst().get(0);
        String script = removes(params) ? "rm -f \"$1\"" : TAMPER;
        var result = scope.cluster().archive().script(script, List.of(newest.file()));
        String fault = backups.fault(newest);
        return Observation.of("done", !fault.isEmpty())
                .with("generation", newest.generation())
                .with("message", fault.isEmpty() ? result.stderr().strip() : fault);
    }
}
