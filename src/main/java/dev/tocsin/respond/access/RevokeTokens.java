package dev.tocsin.respond.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Named;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code revoke-tokens}: a token names its service account's uid, so a new account of the same name knows none of the old
 * tokens, whoever holds them: neither those of pods, nor those in Secrets, which Kubernetes itself then deletes. The
 * pods that use the account hold a dead token too and are made anew.
 */
@AutoService(Action.class)
public final class RevokeTokens implements Action {
    private static final int CONFLICT = 409;

    @Override
    public String name() {
        return "revoke-tokens";
    }

    private static boolean keepsPods(ObjectNode params) {
        return params.path("pods").asText().equals("keep");
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        List<PolicyRule> needs =
                new ArrayList<>(List.of(Rights.allow("", "serviceaccounts", "get", "patch", "delete", "create")));
        if (!keepsPods(params)) {
            needs.addAll(Recycling.NEEDS);
        }
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        List<String> lines = new ArrayList<>(List.of(
                "kubectl get -n {ns} serviceaccount {name} -o json | jq 'del(.metadata.uid, .metadata.resourceVersion,"
                        + " .metadata.creationTimestamp, .metadata.finalizers)' >account.json",
                "kubectl patch -n {ns} serviceaccount {name} --type merge -p '{\"metadata\": {\"finalizers\": null}}'",
                "kubectl delete -n {ns} serviceaccount {name}",
                "kubectl create -f account.json   # another uid: every token of before is refused"));
        if (!keepsPods(params)) {
            lines.add("kubectl delete -n {ns} pods --field-selector spec.serviceAccountName={name} --grace-period=0"
                    + " --force   # theirs are refused too");
        }
        return Named.lines(params, "serviceAccount", lines.toArray(String[]::new));
    }

    @Override
    public String target(ObjectNode params) {
        return "service account " + Named.of(params, "serviceAccount");
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Named name = Named.of(params, "serviceAccount");
        Resource<ServiceAccount> there =
                with.client().serviceAccounts().inNamespace(name.namespace()).withName(name.name());
        ServiceAccount old = there.get();
        if (old == null) {
            return new Done("service account " + name + " is already gone, and its tokens with it");
        }
        String uid = params.path("uid").asText();
        if (!uid.isEmpty() && !uid.equals(old.getMetadata().getUid())) {
            // For seconds after the first time the API server goes on taking such tokens, and each use raises an alert.
            return new Done("service account " + name + " was made anew already: tokens of " + uid + " are refused");
        }
        Manifest.keep(with, "ServiceAccount " + name + " before it was made anew", old);
        Changes changes = new Changes()
                .put("evidence", "kept manifest")
                .was("uid", old.getMetadata().getUid());
        release(with, name, old, changes);
        there.delete();
        ServiceAccount fresh = again(with, name, old);
        changes.put("uid", fresh.getMetadata().getUid());
        if (!keepsPods(params)) {
            Recycling.of(with, name, changes);
        }
        changes.residual("the API server may take an old token for up to 10 s more: it remembers whom it has checked")
                .residual(
                        "requests that are open already, such as a watch or a shell, go on until they end or are cut");
        return changes.done("made service account " + name + " anew: every token of before is refused");
    }

    /** Held by a finalizer, an account would go on terminating, and its tokens would be good for another minute. */
    private static void release(Responding with, Named name, ServiceAccount old, Changes changes) {
        if (!old.getMetadata().getFinalizers().isEmpty()) {
            name.as("ServiceAccount").merge(with.client(), "{\"metadata\":{\"finalizers\":null}}");
            changes.was("finalizers", String.join(", ", old.getMetadata().getFinalizers()));
        }
    }

    private static ServiceAccount again(Responding with, Named name, ServiceAccount old) {
        ServiceAccount like = new ServiceAccountBuilder(old)
                .editMetadata()
                .withUid(null)
                .withResourceVersion(null)
                .withCreationTimestamp(null)
                .withDeletionTimestamp(null)
                .withDeletionGracePeriodSeconds(null)
                .withFinalizers()
                .withManagedFields()
                .endMetadata()
                .build();
        try {
            return with.client().resource(like).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw new IllegalStateException(
                        "service account " + old.getMetadata().getName()
                                + " was deleted and could not be made again (its manifest is kept): " + e.getMessage(),
                        e);
            }
        }
        // Kubernetes was faster: it makes every namespace's account 'default' by itself.
        ObjectNode patch = with.client().getKubernetesSerialization().convertValue(like, ObjectNode.class);
        name.as("ServiceAccount").merge(with.client(), patch.toString());
        return with.client()
                .serviceAccounts()
                .inNamespace(name.namespace())
                .withName(name.name())
                .get();
    }
}
