package dev.tocsin.bench.prober;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A program of its own that asks the API every 5 ms with a stolen credential and writes down when it was first refused for
 * good. It shares nothing with a drill but the machine's clock. Standard input: URL, CA in base64, token, a line each.
 */
public final class Prober {
    private static final long EVERY = 5_000_000;
    /** Few enough not to be taken for somebody who tries credentials: rules count refusals. */
    private static final int FOR_GOOD = 5;
    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private Prober() {}

    /** @param args the file to which {@code <first refusal> <requests> <longest time between two, ms>} is appended */
    public static void main(String[] args) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        URI url = URI.create(input.readLine());
        SSLContext tls = trusting(Base64.getDecoder().decode(input.readLine()));
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + input.readLine())
                .timeout(Duration.ofSeconds(2))
                .build();
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        Instant end = Instant.now().plus(AT_MOST);
        Instant refused = null;
        Instant before = null;
        Duration longest = Duration.ZERO;
        int refusals = 0;
        int requests = 0;
        long next = System.nanoTime();
        while (refusals < FOR_GOOD && Instant.now().isBefore(end)) {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            Instant now = Instant.now();
            requests++;
            if (before == null && status != 200) {
                throw new IOException("The credential is no good to begin with: " + status);
            }
            if (before != null && refusals == 0 && Duration.between(before, now).compareTo(longest) > 0) {
                longest = Duration.between(before, now);
            }
            before = now;
            boolean good = status == 200;
            refused = good ? null : refused == null ? now : refused;
            refusals = good ? 0 : refusals + 1;
            next = Math.max(next + EVERY, System.nanoTime());
            LockSupport.parkNanos(next - System.nanoTime());
        }
        Files.writeString(
                Path.of(args[0]),
                "%s\t%d\t%.1f%n".formatted(refused, requests, longest.toNanos() / 1e6),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static SSLContext trusting(byte[] pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }
}
