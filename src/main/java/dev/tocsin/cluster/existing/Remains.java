package dev.tocsin.cluster.existing;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Waits;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/** What drills that were killed left in an existing cluster; any machine that reaches the cluster can take it back. */
public final class Remains {
    private Remains() {}

    /**
     * @param told of each thing that was taken back
     * @return what could not be, with why
     * @throws Refused if a drill runs there
     */
    public static List<String> remove(Target target, Consumer<String> told) {
        try (KubernetesClient client = Access.patientClient(target.access())) {
            try {
                Waits.until(
                                "the end of the lease of a drill that was killed",
                                Duration.ofMillis(500),
                                DrillLease.LONGEST.plusSeconds(5))
                        .until(() -> DrillLease.holder(client).isEmpty());
            } catch (ConditionTimeoutException e) {
                throw new Refused("A drill runs in this cluster, and takes back what it does: "
                        + DrillLease.holder(client).orElse("it has just ended"));
            }
            List<String> left = new Undo(client, told).all(UndoLog.all(client));
            DrillLease.remove(client);
            return left;
        }
    }
}
