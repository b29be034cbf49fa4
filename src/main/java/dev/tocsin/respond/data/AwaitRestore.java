package dev.tocsin.respond.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Backups;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.awaitility.Awaitility;

/**
 * {@code await-restore}: what is done to a datastore that is about to be replaced is lost with it, and with the one of before
 * come the grants of before.
 */
@AutoService(Action.class)
public final class AwaitRestore implements Action {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FOREVER = Duration.ofHours(1);

    @Override
    public String name() {
        return "await-restore";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of();
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of(
                "# wait until the datastore is restored: what is changed before is lost with it",
                "kubectl get --raw /readyz");
    }

    @Override
    public String target(ObjectNode params) {
        return "the end of the restore"; // not the datastore: that is being restored
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Backups backups = with.cluster().backups();
        Awaitility.await("the restore of the datastore")
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .atMost(FOREVER)
                .until(() -> restored(backups, with));
        return new Done("the datastore has been restored");
    }

    /** @throws CancellationException if it was given up: Awaitility would go on to the end of its time */
    private static boolean restored(Backups backups, Responding with) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the datastore was not restored in time");
        }
        return backups.restoredSince(with.alert().happened());
    }
}
