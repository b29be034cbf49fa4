package dev.tocsin.inject;

import dev.tocsin.step.Observation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** What the API answered, whatever it was: status (0: no answer), reason, by (who refused), message, and silently body. */
final class ApiAnswer {
    private static final int UNAUTHORIZED = 401;
    private static final int LEAST_REFUSAL = 300;

    private ApiAnswer() {}

    static Observation none(String why) {
        return Observation.of("status", 0).with("message", why);
    }

    static Observation of(int status, String body) {
        Observation seen = Observation.of("status", status).withSilent("body", body);
        if (status < LEAST_REFUSAL || body.isBlank()) {
            return seen;
        }
        Map<?, ?> answer;
        try {
            answer = Serialization.unmarshal(body, Map.class);
        } catch (RuntimeException e) {
            return seen.with("by", refusedBy(status, body)).with("message", body);
        }
        String message = String.valueOf(answer.get("message"));
        return seen.with("reason", String.valueOf(answer.get("reason")))
                .with("by", refusedBy(status, message))
                .with("message", message);
    }

    /** Which of the API server's gates refused; most share the code 403 and differ in their words. */
    private static String refusedBy(int status, String message) {
        if (status == UNAUTHORIZED) {
            return "authentication";
        }
        if (message.contains("violates PodSecurity")) {
            return "pod-security";
        }
        if (message.contains("ValidatingAdmissionPolicy")) {
            return "admission-policy";
        }
        if (message.contains("admission webhook")) {
            return "webhook";
        }
        if (message.contains("exceeded quota")) {
            return "quota";
        }
        return message.contains(" cannot ") ? "rbac" : "other";
    }
}
