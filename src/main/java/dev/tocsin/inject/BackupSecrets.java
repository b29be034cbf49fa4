package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import dev.tocsin.step.vault.BackupKey;
import dev.tocsin.step.vault.SealedBackup;
import dev.tocsin.step.vault.Vault;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** {@code backupSecrets}: what a nightly backup does: the Secrets of a namespace, encrypted, to a place outside. */
@AutoService(StepKind.class)
public final class BackupSecrets implements StepKind {
    private static final String TOKEN = "kubernetes.io/service-account-token";

    @Override
    public String name() {
        return "backupSecrets";
    }

    @Override
    public String says(ObjectNode params) {
        return "as " + params.path("as").asText() + ", back up the secrets of namespace "
                + params.path("namespace").asText();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of("secrets", "namespaces");
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        String namespace = params.path("namespace").asText();
        KubernetesClient client = scope.as(params.path("as").asText());
        try {
            String cluster = client.namespaces()
                    .withName("kube-system")
                    .get()
                    .getMetadata()
                    .getUid();
            // A token is the control plane's: it makes a new one for the same account.
            List<Secret> secrets = client.secrets().inNamespace(namespace).list().getItems().stream()
                    .filter(secret -> !TOKEN.equals(secret.getType()))
                    .toList();
            byte[] content = Serialization.asJson(
                            new SecretListBuilder().withItems(secrets).build())
                    .getBytes(StandardCharsets.UTF_8);
            Vault.put(SealedBackup.seal(
                    cluster, namespace, scope.journal().now().toString(), secrets.size(), content, BackupKey.toMake()));
            return Observation.of("done", true).with("secrets", secrets.size());
        } catch (KubernetesClientException e) {
            return Observation.of("done", false).with("message", String.valueOf(e.getMessage()));
        }
    }
}
