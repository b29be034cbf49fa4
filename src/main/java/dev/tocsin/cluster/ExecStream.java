package dev.tocsin.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A command in a pod as one request to the API. The client library's own exec first lists the pod and watches it until it
 * is ready: requests that nobody asked for, in the audit log, and time that would be measured.
 */
public final class ExecStream implements Closeable, WebSocket.Listener {
    /** The API says no more to a client of WebSockets. */
    private static final int SEVERAL = 400;

    private static final String PROTOCOL = "v4.channel.k8s.io";
    private static final byte STDIN = 0;
    private static final byte STDOUT = 1;
    private static final byte STDERR = 2;
    private static final byte STATUS = 3;
    private static final int NORMAL = 1000;
    private final OutputStream out;
    private final OutputStream err;
    private final byte[] input;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private @Nullable CompletableFuture<WebSocket> socket;

    private ExecStream(OutputStream out, OutputStream err, byte[] input) {
        this.out = out;
        this.err = err;
        this.input = input;
    }

    /**
     * @param container one of the pod's; empty for its first
     * @param input what the command gets on standard input, whose end it is not told; it has none if this is empty
     */
    static ExecStream start(
            KubernetesClient client,
            String pod,
            String container,
            List<String> command,
            byte[] input,
            OutputStream out,
            OutputStream err) {
        String[] name = pod.split("/", 2);
        StringBuilder uri = new StringBuilder(
                        client.getConfiguration().getMasterUrl().replaceAll("/+$", ""))
                .append("/api/v1/namespaces/" + name[0] + "/pods/" + name[1] + "/exec?");
        command.forEach(word -> uri.append("command=")
                .append(URLEncoder.encode(word, StandardCharsets.UTF_8))
                .append('&'));
        if (!container.isEmpty()) {
            uri.append("container=")
                    .append(URLEncoder.encode(container, StandardCharsets.UTF_8))
                    .append('&');
        }
        uri.append(input.length == 0 ? "" : "stdin=true&").append("stderr=true&stdout=true");
        ExecStream stream = new ExecStream(out, err, input);
        CompletableFuture<WebSocket> opened = client.getHttpClient()
                .newWebSocketBuilder()
                .uri(WebSocket.toWebSocketUri(URI.create(uri.toString())))
                .subprotocol(PROTOCOL)
                .buildAsync(stream);
        stream.socket = opened;
        opened.whenComplete((done, failure) -> {
            if (failure != null) {
                stream.failed(failure);
            }
        });
        return stream;
    }

    /** Its exit code, or an exception that says why there is none. */
    public CompletableFuture<Integer> exitCode() {
        return exitCode;
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (input.length > 0) {
            send(opened, input);
        }
    }

    /** More for its standard input; only for a command that was started with some. */
    void send(byte[] more) {
        if (socket != null) {
            socket.thenAccept(opened -> send(opened, more));
        }
    }

    private static void send(WebSocket opened, byte[] bytes) {
        opened.send(ByteBuffer.allocate(bytes.length + 1).put(STDIN).put(bytes).flip());
    }

    @Override
    public void onMessage(WebSocket from, ByteBuffer message) {
        try {
            if (message.hasRemaining()) {
                take(message.get(), message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            from.request();
        }
    }

    private void take(byte channel, ByteBuffer message) throws IOException {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        switch (channel) {
            case STDOUT -> out.write(bytes);
            case STDERR -> err.write(bytes);
            case STATUS -> status(new String(bytes, StandardCharsets.UTF_8));
            default -> {}
        }
    }

    private void status(String json) {
        Map<?, ?> status = Serialization.unmarshal(json, Map.class);
        if ("Success".equals(status.get("status"))) {
            exitCode.complete(0);
        } else if (status.get("details") instanceof Map<?, ?> details
                && details.get("causes") instanceof List<?> causes) {
            causes.stream()
                    .filter(cause -> cause instanceof Map<?, ?> one && "ExitCode".equals(one.get("reason")))
                    .findFirst()
                    .ifPresent(cause ->
                            exitCode.complete(Integer.valueOf(String.valueOf(((Map<?, ?>) cause).get("message")))));
        }
        exitCode.completeExceptionally(new IOException(String.valueOf(status.get("message"))));
    }

    @Override
    public void onClose(WebSocket closed, int code, String reason) {
        exitCode.completeExceptionally(new IOException("the connection was closed: " + reason));
    }

    @Override
    public void onError(WebSocket broken, Throwable failure) {
        failed(failure);
    }

    private void failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebSocketHandshakeException refused) {
                exitCode.completeExceptionally(new IOException(
                        "the API refused it with " + refused.getResponse().code()
                                + (refused.getResponse().code() == SEVERAL
                                        ? ": a pod with several containers is asked for one of them"
                                        : ""),
                        failure));
            }
        }
        exitCode.completeExceptionally(failure.getCause() == null ? failure : failure.getCause());
    }

    @Override
    public void close() {
        if (socket != null && !exitCode.isDone()) { // when the command has ended, so does the server
            socket.thenAccept(opened -> opened.sendClose(NORMAL, "done"));
        }
    }
}
