package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import dev.tocsin.step.vault.BackupKey;
import dev.tocsin.step.vault.SealedBackup;
import dev.tocsin.step.vault.Vault;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code restore-secrets}: makes the Secrets of a namespace that are gone anew from its newest encrypted backup. The
 * responder reads none in the cluster: it may only make them.
 */
@AutoService(Action.class)
public final class RestoreSecrets implements Action {
    private static final int THERE_ALREADY = 409;

    @Override
    public String name() {
        return "restore-secrets";
    }

    private static boolean restarts(ObjectNode params) {
        return params.path("consumers").asText("restart").equals("restart");
    }

    private static String namespace(ObjectNode params) {
        return params.path("namespace").asText();
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        List<PolicyRule> needs = new ArrayList<>(
                List.of(Rights.named("", "namespaces", "kube-system", "get"), Rights.allow("", "secrets", "create")));
        if (restarts(params)) {
            needs.addAll(Consumers.NEEDS);
        }
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String namespace = namespace(params);
        List<String> lines = new ArrayList<>(List.of(
                "# open the newest backup of namespace " + namespace + " with its key, outside of the cluster",
                "kubectl create -n " + namespace + " -f <each Secret of it that is gone>"));
        if (restarts(params)) {
            lines.add("kubectl rollout restart -n " + namespace
                    + " <each workload whose pods take their environment or a volume from one of them>");
        }
        return lines;
    }

    @Override
    public String target(ObjectNode params) {
        return "Secrets of " + namespace(params);
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        String namespace = namespace(params);
        String cluster = with.client()
                .namespaces()
                .withName("kube-system")
                .get()
                .getMetadata()
                .getUid();
        SealedBackup backup = Vault.newest(cluster, namespace)
                .orElseThrow(() -> new IllegalStateException(
                        "there is no backup of the Secrets of namespace " + namespace + ": none was restored"));
        Set<String> made = new TreeSet<>();
        for (Secret secret : open(backup).getItems()) {
            if (make(secret, namespace, with)) {
                made.add(secret.getMetadata().getName());
            }
        }
        Changes changes = new Changes()
                .put("backup", backup.at())
                .put("in it", backup.secrets())
                .put("restored", made.size())
                .put("names", String.join(", ", made));
        if (restarts(params) && !made.isEmpty()) {
            Consumers.restart(with, namespace, made, "", changes);
        }
        return changes.residual("Secrets that were there are left as they are, changed since the backup or not")
                .residual("Secrets made after " + backup.at() + " are in no backup")
                .done("restored " + made.size() + " Secrets of namespace " + namespace + " from the backup of "
                        + backup.at());
    }

    private static SecretList open(SealedBackup backup) {
        try {
            return Serialization.unmarshal(
                    new String(backup.open(BackupKey.toOpen()), StandardCharsets.UTF_8), SecretList.class);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("no Secret was restored: " + e.getMessage(), e);
        }
    }

    /** Whether it was gone. */
    private static boolean make(Secret secret, String namespace, Responding with) {
        Secret fresh = new SecretBuilder(secret)
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(secret.getMetadata().getName())
                .withLabels(secret.getMetadata().getLabels())
                .withAnnotations(secret.getMetadata().getAnnotations())
                .endMetadata()
                .build();
        try {
            with.client().resource(fresh).create();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == THERE_ALREADY) {
                return false;
            }
            throw e;
        }
    }
}
