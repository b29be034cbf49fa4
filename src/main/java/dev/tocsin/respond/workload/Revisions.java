package dev.tocsin.respond.workload;

import dev.tocsin.timeline.Fact;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Deployment's revisions: the ReplicaSets that it owns, the current one last. */
record Revisions(List<ReplicaSet> all) {
    /** Details of the responder's own facts: which Deployment was rolled back, and to which ReplicaSet. */
    static final String TARGET = "rolled back";

    static final String WENT_TO = "to";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    static Revisions of(KubernetesClient client, HasMetadata deployment) {
        List<ReplicaSet> owned =
                client
                        .apps()
                        .replicaSets()
                        .inNamespace(deployment.getMetadata().getNamespace())
                        .list()
                        .getItems()
                        .stream()
                        .filter(set -> set.getMetadata().getOwnerReferences().stream()
                                .anyMatch(owner -> owner.getUid()
                                        .equals(deployment.getMetadata().getUid())))
                        .filter(set -> number(set) > 0)
                        .sorted(Comparator.comparingLong(Revisions::number))
                        .toList();
        if (owned.isEmpty()) {
            throw new IllegalStateException("it has no revision yet");
        }
        return new Revisions(owned);
    }

    static long number(ReplicaSet set) {
        var annotations = set.getMetadata().getAnnotations();
        return annotations == null ? 0 : Long.parseLong(annotations.getOrDefault(REVISION, "0"));
    }

    static String images(ReplicaSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(Container::getImage)
                .collect(Collectors.joining(", "));
    }

    ReplicaSet current() {
        return all.get(all.size() - 1);
    }

    ReplicaSet numbered(long revision) {
        return all.stream()
                .filter(set -> number(set) == revision)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no revision " + revision + "; there are "
                        + all.stream().map(set -> String.valueOf(number(set))).collect(Collectors.joining(", "))));
    }

    /** The one that an earlier rollback of this drill went to; else the one before the current. */
    ReplicaSet before(List<Fact> facts, String deployment) {
        Optional<String> went = facts.stream()
                .filter(fact -> fact.actor() == Fact.Actor.RESPONDER
                        && deployment.equals(fact.details().get(TARGET)))
                .map(fact -> fact.details().getOrDefault(WENT_TO, ""))
                .reduce((first, last) -> last);
        Optional<ReplicaSet> known = all.stream()
                .filter(set -> went.isPresent() && set.getMetadata().getName().equals(went.get()))
                .findFirst();
        return known.orElseGet(() -> {
            if (all.size() < 2) {
                throw new IllegalStateException("there is no revision before " + number(current()));
            }
            return all.get(all.size() - 2);
        });
    }
}
