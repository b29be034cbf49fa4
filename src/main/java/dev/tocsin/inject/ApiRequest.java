package dev.tocsin.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Resource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request to the API, exactly as asked, sent once from here; what the API answered, whatever it was. */
final class ApiRequest {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private ApiRequest() {}

    /** @param path as from {@link Resource#path} */
    static Observation send(KubernetesClient client, String method, String path, String contentType, Object body) {
        return send(client, method, path, contentType, Serialization.asJson(body), LONGEST);
    }

    /** @param body null for a request without one */
    static Observation send(
            KubernetesClient client,
            String method,
            String path,
            String contentType,
            @Nullable String body,
            Duration atMost) {
        String base = client.getConfiguration().getMasterUrl().replaceAll("/+$", "");
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(base + path)
                .method(method, contentType, body)
                .build();
        try {
            HttpResponse<String> response = client.getHttpClient()
                    .sendAsync(request, String.class)
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return ApiAnswer.of(response.code(), response.body() == null ? "" : response.body());
        } catch (ExecutionException | TimeoutException e) {
            return ApiAnswer.none(
                    e instanceof TimeoutException
                            ? "no answer after " + atMost.toMillis() + " ms"
                            : String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ApiAnswer.none("interrupted");
        }
    }

    /** The same change, which the API server only tries: it answers as if it had been made. */
    static ObjectNode tried(ObjectNode params) {
        return params.deepCopy().put("dryRun", true);
    }

    /** What a path ends with for a change that is only tried; empty for one that is made. */
    static String dryRun(ObjectNode params) {
        return params.path("dryRun").asBoolean() ? "?dryRun=All" : "";
    }

    /** The resource of an object as kubectl takes it. */
    static Resource resource(JsonNode object) {
        return Resource.of(
                object.path("apiVersion").asText(), object.path("kind").asText());
    }

    /** A text that may be left out. */
    static @Nullable String text(JsonNode node, String pointer) {
        return node.at(pointer).isTextual() ? node.at(pointer).asText() : null;
    }
}
