package dev.tocsin.inject;

import dev.tocsin.step.Observation;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request to the API, exactly as asked, sent once; what the API answered, whatever it was. */
final class ApiRequest {
    private static final int LONGEST_SECONDS = 10;

    private ApiRequest() {}

    /**
     * @param path as from {@link #path}
     * @return status (0: no answer), reason, by (who refused), message
     */
    static Observation send(KubernetesClient client, String method, String path, String contentType, Object body) {
        String base = client.getConfiguration().getMasterUrl().replaceAll("/+$", "");
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(base + path)
                .method(method, contentType, Serialization.asJson(body))
                .build();
        try {
            HttpResponse<String> response =
                    client.getHttpClient().sendAsync(request, String.class).get(LONGEST_SECONDS, TimeUnit.SECONDS);
            return observation(response.code(), response.isSuccessful() ? "" : response.body());
        } catch (ExecutionException | TimeoutException e) {
            return Observation.of("status", 0).with("message", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Observation.of("status", 0).with("message", "interrupted");
        }
    }

    /** The collection's or object's path below the API server's address. */
    static String path(String apiVersion, String kind, @Nullable String namespace, @Nullable String name) {
        String plural = Pluralize.toPlural(kind.toLowerCase(Locale.ROOT));
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion
                + (namespace == null ? "" : "/namespaces/" + namespace)
                + "/" + plural
                + (name == null ? "" : "/" + name);
    }

    private static Observation observation(int status, String body) {
        Observation seen = Observation.of("status", status);
        if (body.isEmpty()) {
            return seen;
        }
        Map<?, ?> answer;
        try {
            answer = Serialization.unmarshal(body, Map.class);
        } catch (RuntimeException e) {
            return seen.with("message", body);
        }
        String message = String.valueOf(answer.get("message"));
        return seen.with("reason", String.valueOf(answer.get("reason")))
                .with("by", refusedBy(message))
                .with("message", message);
    }

    /** Which of the API server's gates refused; they share the code 403 and differ in their words. */
    private static String refusedBy(String message) {
        if (message.contains("violates PodSecurity")) {
            return "pod-security";
        }
        if (message.contains("ValidatingAdmissionPolicy")) {
            return "admission-policy";
        }
        if (message.contains("exceeded quota")) {
            return "quota";
        }
        return message.contains(" cannot ") ? "rbac" : "other";
    }
}
