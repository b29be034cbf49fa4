package dev.tocsin.signal.receive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A tool that reports to a receiver. */
final class Sender {
    private final String url;
    private final HttpClient client;

    Sender(String url) {
        this(url, null);
    }

    Sender(String url, @org.jspecify.annotations.Nullable SSLContext trusting) {
        this.url = url;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        this.client = trusting == null
                ? builder.build()
                : builder.sslContext(trusting).build();
    }

    /** @return the status */
    int post(String path, Map<String, String> headers, String body) throws IOException, InterruptedException {
        return send("POST", path, headers, BodyPublishers.ofString(body)).statusCode();
    }

    int post(String path, Map<String, String> headers, byte[] body) throws IOException, InterruptedException {
        return send("POST", path, headers, BodyPublishers.ofByteArray(body)).statusCode();
    }

    /** @return what it says */
    String answer(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, Map.of(), BodyPublishers.ofString(body))
                .body()
                .strip();
    }

    int method(String method, String path) throws IOException, InterruptedException {
        return send(method, path, Map.of(), BodyPublishers.noBody()).statusCode();
    }

    private java.net.http.HttpResponse<String> send(
            String method, String path, Map<String, String> headers, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body);
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
