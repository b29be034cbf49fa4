package dev.tocsin.signal.readiness;

import dev.tocsin.signal.Event;
import dev.tocsin.timeline.Entities;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One question to the API server and its answer.
 *
 * @param asked when it was sent
 * @param answered when it was answered, or given up
 * @param status of the answer; 0 if none came
 * @param reason why none came; empty if one did
 */
record Look(Instant asked, Instant answered, int status, String reason) {
    private static final int OK = 200;

    boolean isReady() {
        return status == OK;
    }

    /** @param node of the API server */
    Event event(String node) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("path", Readiness.PATH);
        body.put("node", node);
        body.put("ready", String.valueOf(isReady()));
        body.put("status", status);
        body.put("reason", reason);
        return new Event(
                ReadinessKind.NAME,
                ReadinessKind.LOG_SOURCE,
                body,
                asked + " " + Readiness.PATH + " of " + node + ": " + status + (reason.isEmpty() ? "" : " " + reason),
                answered,
                answered,
                Entities.NONE.withNode(node));
    }
}
