package dev.tocsin.cluster.existing;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is looked at before anything of a drill is done. Nothing here changes anything. */
final class Guards {
    private static final int SIDE_BY_SIDE = 8;
    private final KubernetesClient client;
    private final Target target;
    private final Demands demands;
    private boolean disposable;

    Guards(KubernetesClient client, Target target, Demands demands) {
        this.client = client;
        this.target = target;
        this.demands = demands;
    }

    boolean isDisposable() {
        return disposable;
    }

    /** @throws Refused with what is in the way and how it gets out of it */
    void check() {
        if (!demands.machines().isEmpty()) {
            throw new Refused("The drill '" + demands.drill() + "' needs the machines below the API, which an existing"
                    + " cluster does not give: " + String.join(", ", demands.machines())
                    + ". Run it on a cluster of its own, without 'context'.");
        }
        Namespace own = client.namespaces().withName(OptIn.NAMESPACE).get();
        if (!OptIn.has(own)) {
            throw new Refused("The cluster of context '" + target.context() + "' has not opted in: there is no"
                    + " namespace " + OptIn.NAMESPACE + " with the label " + OptIn.LABEL + "=" + OptIn.ALLOWED
                    + ". 'ci/tocsin role " + demands.drill() + "' writes what whoever owns the cluster applies.");
        }
        demand(missing(RunnerRights.OWN, OptIn.NAMESPACE));
        IncidentLock.reason(client).ifPresent(why -> {
            throw new Refused(why + ". No drill begins.");
        });
        if (!UndoLog.all(client).isEmpty() && DrillLease.holder(client).isEmpty()) {
            throw new Refused("A drill that was killed has left things in this cluster. Take them back first: ci/tocsin"
                    + " cleanup --context " + target.context());
        }
        disposable = OptIn.isDisposable(own);
        if (!disposable && demands.rights().stream().anyMatch(Guards::changesNodes)) {
            throw new Refused("The drill '" + demands.drill() + "' changes nodes, and the cluster of context '"
                    + target.context() + "' is not declared disposable: kubectl label namespace " + OptIn.NAMESPACE
                    + " " + OptIn.DISPOSABLE + "=true");
        }
        for (String namespace : demands.namespaces()) {
            Namespace there = client.namespaces().withName(namespace).get();
            if (there != null && !OptIn.has(there)) {
                throw new Refused("Namespace " + namespace + " is there and has not opted in, and the drill '"
                        + demands.drill() + "' touches it: " + OptIn.how(namespace));
            }
        }
        List<String> missing = missing(RunnerRights.CANARY, "default");
        missing.addAll(missing(RunnerRights.EVERYWHERE, null));
        missing.addAll(missing(demands.rights(), null));
        demand(missing);
    }

    private void demand(List<String> missing) {
        if (!missing.isEmpty()) {
            throw new Refused("Whoever context '" + target.context() + "' is may not do what the drill '"
                    + demands.drill() + "' does: " + String.join("; ", missing) + ". 'ci/tocsin role "
                    + demands.drill() + "' writes a role of these rights.");
        }
    }

    private static boolean changesNodes(PolicyRule rule) {
        return rule.getResources().contains("nodes") && !RunnerRights.onlyReads(rule);
    }

    /** Asked side by side: one after the other, they would take longer than all else that is looked at. */
    private List<String> missing(List<PolicyRule> rules, @Nullable String namespace) {
        ExecutorService asking = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            return Right.of(rules).stream()
                    .map(right -> CompletableFuture.supplyAsync(
                            () -> may(right, namespace) ? "" : right.text(namespace), asking))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            asking.shutdown();
        }
    }

    private boolean may(Right right, @Nullable String namespace) {
        SelfSubjectAccessReview asked = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(right.verb())
                .withGroup(right.group())
                .withResource(right.resource())
                .withSubresource(right.part())
                .withName(right.name())
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
        return client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(asked)
                .getStatus()
                .getAllowed();
    }
}
