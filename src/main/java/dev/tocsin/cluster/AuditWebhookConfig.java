package dev.tocsin.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** How the API server is told to send its audit records. */
final class AuditWebhookConfig {
    static final String FILE = "/etc/tocsin/audit-webhook.yaml";

    private AuditWebhookConfig() {}

    /** A kubeconfig, as the API server wants it. */
    static String text(AuditFeed feed) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: tocsin
                    cluster:
                      server: %s
                      certificate-authority-data: %s
                users:
                  - name: api-server
                    user:
                      token: %s
                contexts:
                  - name: tocsin
                    context: {cluster: tocsin, user: api-server}
                current-context: tocsin
                """.formatted(
                        feed.url(),
                        Base64.getEncoder().encodeToString(feed.certificate().getBytes(StandardCharsets.UTF_8)),
                        feed.token());
    }

    /** By default a record waits for up to half a minute, and one that was refused for ten seconds. */
    static List<String> arguments() {
        return List.of(
                "--kube-apiserver-arg=audit-webhook-config-file=" + FILE,
                "--kube-apiserver-arg=audit-webhook-batch-max-wait=1s",
                "--kube-apiserver-arg=audit-webhook-batch-max-size=100",
                "--kube-apiserver-arg=audit-webhook-batch-throttle-qps=50",
                "--kube-apiserver-arg=audit-webhook-initial-backoff=1s");
    }
}
