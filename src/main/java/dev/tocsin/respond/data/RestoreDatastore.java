package dev.tocsin.respond.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Backups;
import dev.tocsin.cluster.Backups.Backup;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Times;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@code restore-datastore}: the newest backup that is what was made, by its checksum, before anything is touched. An older one
 * costs what was written since, and that is said.
 */
@AutoService(Action.class)
public final class RestoreDatastore implements Action {
    static final String TARGET = "the cluster's datastore";

    @Override
    public String name() {
        return "restore-datastore";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(); // there is no API to ask
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of(
                "sha256sum generation-N.tar   # the newest first; what differs from the list of checksums is not used",
                "systemctl stop k3s   # on the server",
                "rm /var/lib/rancher/k3s/server/db/state.db*   # of etcd: rm -r /var/lib/rancher/k3s/server/db/etcd",
                "tar -xf generation-N.tar   # state.db and state.db-wal, tls, cred, token; /etc/rancher/node",
                "k3s server --cluster-reset --cluster-reset-restore-path=etcd.snapshot   # of etcd only; it ends by itself",
                "systemctl start k3s && kubectl get --raw /readyz");
    }

    @Override
    public String target(ObjectNode params) {
        return TARGET;
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Backups backups = with.cluster().backups();
        if (backups.restoredSince(with.alert().happened())) {
            return new Done("the datastore was restored already");
        }
        Changes changes = new Changes();
        List<Backup> all = backups.newestFirst();
        for (Backup backup : all) {
            String fault = backups.fault(backup);
            if (fault.isEmpty()) {
                return restored(backup, all.get(0), backups, changes, with);
            }
            changes.put("refused.generation-" + backup.generation(), fault);
        }
        throw new IllegalStateException(
                all.isEmpty()
                        ? "there is no backup of the datastore"
                        : "none of the " + all.size() + " backups is good");
    }

    private static Done restored(Backup backup, Backup newest, Backups backups, Changes changes, Responding with) {
        Instant begun = with.journal().now();
        backups.restore(backup, with.journal()::now);
        Duration age = Duration.between(backup.taken(), with.alert().happened());
        changes.put("generation", backup.generation())
                .put("sha256", backup.sha256())
                .put("taken", backup.taken())
                .put("took", Times.text(Duration.between(begun, with.journal().now())))
                .residual("objects that were made, changed or deleted in the " + Times.text(age)
                        + " between backup and incident are as they were at the backup");
        if (backup.generation() != newest.generation()) {
            changes.put(
                    "cost",
                    "an older generation was used: " + Times.text(Duration.between(backup.taken(), newest.taken()))
                            + " more are lost than the newest would have cost");
        }
        return changes.done("restored the datastore from generation " + backup.generation() + ", " + Times.text(age)
                + " old; the API serves");
    }
}
