package dev.tocsin.cluster;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * What agents join with: a bootstrap token, which can be taken back while the server runs. The server's own token cannot:
 * k3s accepts it until it is started anew with another.
 */
record JoinToken(String id, String secret) {
    private static final int ID = 6;
    private static final int SECRET = 16;
    private static final String NAMESPACE = "kube-system";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    static JoinToken fresh() {
        String random = UUID.randomUUID().toString().replace("-", "");
        return new JoinToken(random.substring(0, ID), random.substring(ID, ID + SECRET));
    }

    /** As agents are given it. */
    String text() {
        return id + "." + secret;
    }

    /** From now on the server lets agents join with it; tried until it takes it: a new server makes its namespaces late. */
    void register(Config admin) {
        Secret secretObject = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name())
                .endMetadata()
                .withType("bootstrap.kubernetes.io/token")
                .withStringData(Map.of(
                        "token-id",
                        id,
                        "token-secret",
                        secret,
                        "usage-bootstrap-authentication",
                        "true",
                        "auth-extra-groups",
                        "system:bootstrappers:k3s:default-node-token"))
                .build();
        try (KubernetesClient client = Access.client(admin)) {
            Awaitility.await("the server takes a join token")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(LONGEST)
                    .ignoreExceptions()
                    .until(() -> client.resource(secretObject).serverSideApply() != null);
        }
    }

    /** From now on the server refuses it; within ten seconds, as it remembers whom it has let in. */
    void revoke(Config admin) {
        try (KubernetesClient client = Access.patientClient(admin)) {
            client.secrets().inNamespace(NAMESPACE).withName(name()).delete();
        }
    }

    private String name() {
        return "bootstrap-token-" + id;
    }

    @Override
    public String toString() {
        return id + ".[secret]";
    }
}
