package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.respond.support.Target;

/** The workload that parameters name. */
final class Workload {
    private Workload() {}

    /** Of {@code kind}, by default a Deployment, {@code namespace} and {@code name}. */
    static Target of(ObjectNode params) {
        return of(
                params.path("kind").asText("Deployment"),
                params.path("namespace").asText(),
                params.path("name").asText());
    }

    static Target of(String kind, String namespace, String name) {
        return new Target("apps/v1", kind, namespace, name);
    }
}
