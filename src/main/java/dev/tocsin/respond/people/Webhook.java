package dev.tocsin.respond.people;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Services that take JSON by POST. */
public final class Webhook {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Webhook() {}

    /** @return its answer, whatever it is; waits ten seconds at most */
    public static HttpResponse<String> post(URI address, String json) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .connectTimeout(LONGEST)
                .build()
                .send(
                        HttpRequest.newBuilder(address)
                                .timeout(LONGEST)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
