package dev.tocsin.respond.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Collectors;

/** One request for a pod's end. The client library's own says only that it was refused, not which budget did. */
public final class Eviction {
    public static final PolicyRule NEEDS = Rights.allow("", "pods/eviction", "create");
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;

    private Eviction() {}

    /** @throws BlockedException if a disruption budget forbids it now */
    public static void of(KubernetesClient client, Named pod) {
        ObjectNode eviction = JsonNodeFactory.instance.objectNode();
        eviction.put("apiVersion", "policy/v1").put("kind", "Eviction");
        eviction.putObject("metadata").put("namespace", pod.namespace()).put("name", pod.name());
        try {
            Api.send(
                    client,
                    "POST",
                    "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name() + "/eviction",
                    "application/json",
                    eviction);
        } catch (KubernetesClientException e) {
            if (e.getCode() == TOO_MANY_REQUESTS) {
                throw new BlockedException("pod " + pod + " may not be evicted: " + cause(e.getStatus()), e);
            }
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private static String cause(Status status) {
        String causes = status.getDetails() == null
                ? ""
                : status.getDetails().getCauses().stream()
                        .map(StatusCause::getMessage)
                        .collect(Collectors.joining("; "));
        return causes.isEmpty() ? status.getMessage() : causes;
    }

    /** A disruption budget forbids it now; later it may be allowed. */
    public static final class BlockedException extends IllegalStateException {
        BlockedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
