package dev.tocsin.respond.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Backups;
import dev.tocsin.cluster.Backups.Backup;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** {@code preserve-datastore}: nobody writes to it any more, and what is left of it is kept before anything is put over it. */
@AutoService(Action.class)
public final class PreserveDatastore implements Action {
    @Override
    public String name() {
        return "preserve-datastore";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(); // not the API's to do
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of(
                "systemctl stop k3s   # on the server",
                "tar -cf preserved.tar /var/lib/rancher/k3s/server/db   # from a snapshot of its disk, to another machine",
                "sha256sum preserved.tar");
    }

    @Override
    public String target(ObjectNode params) {
        return RestoreDatastore.TARGET;
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Backups backups = with.cluster().backups();
        if (backups.preservedSince(with.alert().happened())
                || backups.restoredSince(with.alert().happened())) {
            return new Done("what is left of the datastore was kept already");
        }
        Backup copy = backups.preserve(with.journal()::now);
        return new Changes()
                .put("evidence", copy.file())
                .put("sha256", copy.sha256())
                .undo("systemctl start k3s")
                .residual("pods go on as they are, but nothing starts them anew while the server is stopped")
                .done("stopped the server, and kept what is left of its datastore: " + copy.bytes() + " bytes");
    }
}
