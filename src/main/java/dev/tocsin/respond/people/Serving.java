package dev.tocsin.respond.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.awaitility.Awaitility;

/** Waits until a workload has as many ready pods of its template as it wants: before, nobody is told that it is well. */
final class Serving {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FOREVER = Duration.ofHours(1);

    private final Target workload;

    private Serving(Target workload) {
        this.workload = workload;
    }

    /** @param params of {@code notify}, with the parameter {@code once} */
    static Serving of(ObjectNode params) {
        JsonNode once = params.path("once");
        return new Serving(new Target(
                "apps/v1",
                once.path("kind").asText(),
                once.path("namespace").asText(),
                once.path("name").asText()));
    }

    List<PolicyRule> needs() {
        return List.of(workload.needs("get"));
    }

    String kubectl() {
        return "kubectl rollout status " + workload.words();
    }

    /** @return in words, what serves */
    String await(Responding with) {
        Awaitility.await(workload + " serves")
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .atMost(FOREVER)
                .until(() -> serves(with));
        return workload + " has all its pods";
    }

    /** @throws CancellationException if it was given up: Awaitility would go on to the end of its time */
    private boolean serves(Responding with) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException(workload + " did not serve in time");
        }
        try {
            GenericKubernetesResource there = workload.get(with.client());
            return there != null
                    && serves(with.client().getKubernetesSerialization().convertValue(there, JsonNode.class));
        } catch (KubernetesClientException e) {
            return false; // an API that has just come back drops a connection or two
        }
    }

    static boolean serves(JsonNode workload) {
        JsonNode status = workload.path("status");
        int wanted = workload.at("/spec/replicas").asInt();
        return status.path("observedGeneration").asLong()
                        >= workload.at("/metadata/generation").asLong()
                && status.path("updatedReplicas").asInt() == wanted
                && status.path("readyReplicas").asInt() == wanted
                && status.path("replicas").asInt() == wanted;
    }
}
