package dev.tocsin.cluster;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Clients and identities. What is measured never retries: a retry would count as the cluster's own time. */
public final class Access {
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
    private static final long TOKEN_SECONDS = 3_600;

    private Access() {}

    /** A client that sends each request once. */
    public static KubernetesClient client(Config config) {
        Config once = new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .withConnectionTimeout(REQUEST_TIMEOUT_MILLIS)
                .build();
        return new KubernetesClientBuilder().withConfig(once).build();
    }

    /**
     * A client for set-up, which nobody measures: it tries again where a server that is still starting drops a connection.
     */
    public static KubernetesClient patientClient(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
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
        return new ConfigBuilder(admin.getConfiguration())
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(token)
                .build();
    }
}
