package dev.tocsin.respond.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API, and no other. The client library gets an object before it patches it, and watches a pod before it
 * reads its log: rights that nothing else needs, and time that counts.
 */
public final class Api {
    static final String MERGE = "application/merge-patch+json";
    static final String PATCH = "application/json-patch+json";
    static final String APPLY = "application/apply-patch+yaml"; // of which JSON is a part
    private static final int LONGEST_SECONDS = 10;
    private static final int FIRST_FAILURE = 300;

    private Api() {}

    /**
     * @param path with its query, as the API server has it
     * @return the answer's body
     * @throws KubernetesClientException if the API refused, with what it said
     */
    static String send(
            KubernetesClient client, String method, String path, String contentType, @Nullable JsonNode body) {
        String base = client.getConfiguration().getMasterUrl().replaceAll("/+$", "");
        try {
            HttpResponse<String> answer = client.getHttpClient()
                    .sendAsync(
                            client.getHttpClient()
                                    .newHttpRequestBuilder()
                                    .uri(base + path)
                                    .method(method, contentType, body == null ? null : body.toString())
                                    .build(),
                            String.class)
                    .get(LONGEST_SECONDS, TimeUnit.SECONDS);
            String text = answer.body() == null ? "" : answer.body();
            if (answer.code() >= FIRST_FAILURE) {
                throw refused(answer.code(), text);
            }
            return text;
        } catch (ExecutionException | TimeoutException e) {
            throw new KubernetesClientException(method + " " + path + ": no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private static KubernetesClientException refused(int code, String body) {
        Status status;
        try {
            status = Serialization.unmarshal(body, Status.class);
        } catch (RuntimeException e) {
            return new KubernetesClientException(code + " " + body);
        }
        return new KubernetesClientException(status.getMessage(), code, status);
    }
}
