package dev.tocsin.cluster;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/** Clients and identities. What is measured never retries: a retry would count as the cluster's own time. */
public final class Access {
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
    private static final long TOKEN_SECONDS = 3_600;

    private Access() {}

    /** A client that sends each request once. Where a drill acts in a cluster, {@link Cluster#client} makes it. */
    public static KubernetesClient client(Config config) {
        return client(config, http -> {});
    }

    /** @param how what else its requests go through */
    public static KubernetesClient client(Config config, Consumer<HttpClient.Builder> how) {
        Config once = new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .withConnectionTimeout(REQUEST_TIMEOUT_MILLIS)
                // The server ends an HTTP/2 connection with its 401, and the JDK's client then reports that end
                // instead.
                .withHttp2Disable(true)
                .build();
        return patientClient(once, how);
    }

    /**
     * A client for set-up, which nobody measures: it tries again where a server that is still starting drops a connection.
     * Likewise, {@link Cluster#patientClient}.
     */
    public static KubernetesClient patientClient(Config config) {
        return patientClient(config, http -> {});
    }

    /** @param how what else its requests go through */
    public static KubernetesClient patientClient(Config config, Consumer<HttpClient.Builder> how) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(how)
                .build();
    }

    /** The access that a service account's token gives, and nothing beside it. */
    public static Config serviceAccount(KubernetesClient admin, String namespace, String name) {
        String token = admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        return token(admin.getConfiguration(), token);
    }

    /** The access of whoever holds a token, whether or not it is a good one. */
    public static Config token(Config server, String token) {
        return new ConfigBuilder(anonymous(server)).withOauthToken(token).build();
    }

    /**
     * The access of whoever holds a client certificate and its key.
     *
     * @param certificate as PEM
     * @param key as PEM
     */
    public static Config certificate(Config server, String certificate, String key) {
        return new ConfigBuilder(anonymous(server))
                .withClientCertData(base64(certificate))
                .withClientKeyData(base64(key))
                .withClientKeyAlgo(key.contains("BEGIN EC ") ? "EC" : "RSA")
                .build();
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString((pem.strip() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The server's address and authority, and no credential. */
    public static Config anonymous(Config server) {
        return new ConfigBuilder(server)
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(null)
                .build();
    }
}
