package dev.tocsin.respond.workload;

import dev.tocsin.respond.support.Target;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Whether a Deployment is what its template says, as {@code kubectl rollout status} waits for. */
final class Rollout {
    private static final Duration WITHIN = Duration.ofSeconds(25);
    private static final Duration POLL = Duration.ofMillis(100);

    private Rollout() {}

    /**
     * Waits until each pod is of the current template and available, and none of another is left.
     *
     * @throws IllegalStateException if it is not within 25 s
     */
    static void awaitDone(KubernetesClient client, Target deployment) {
        try {
            Awaitility.await(deployment + " is rolled out")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(WITHIN)
                    .until(() -> done(client.apps()
                            .deployments()
                            .inNamespace(deployment.namespace())
                            .withName(deployment.name())
                            .get()));
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    deployment + " has its template back, but within " + WITHIN.toSeconds()
                            + " s not all of its pods: the revision that it left is still there",
                    e);
        }
    }

    private static boolean done(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        int wanted = deployment.getSpec().getReplicas();
        return status.getObservedGeneration() >= deployment.getMetadata().getGeneration()
                && number(status.getUpdatedReplicas()) == wanted
                && number(status.getAvailableReplicas()) == wanted
                && number(status.getReplicas()) == wanted;
    }

    private static int number(Integer count) {
        return count == null ? 0 : count;
    }
}
