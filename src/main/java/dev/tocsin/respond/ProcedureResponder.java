package dev.tocsin.respond;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.scenario.Procedure;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** Runs procedures when alerts come, side by side unless one comes after another; each answers the same alert once. */
final class ProcedureResponder implements Responder {
    private final KubernetesClient client;
    private final RespondBy.Post post;
    private final Kinds kinds = Kinds.onClassPath();
    private final Whens whens;
    private final Targets targets = new Targets();
    private final Set<Answered> answered = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Workers.start();

    private record Answered(String procedure, String rule, List<String> evidence) {}

    private record With(
            KubernetesClient client, Cluster cluster, Alert alert, Journal journal, Map<String, String> manifests)
            implements Responding {
        @Override
        public String manifest(String name) {
            String text = manifests.get(name);
            return text == null ? Responding.super.manifest(name) : text;
        }
    }

    ProcedureResponder(RespondBy.Post post) {
        this.post = post;
        this.whens = new Whens(post.triggers().stream().map(Trigger::procedure).toList());
        this.client = post.cluster().client(post.account());
    }

    /** The procedures that one alert triggers, by name, and those of them that have begun. */
    private record Round(
            Alert alert, Instant given, Map<String, Procedure> mine, Map<String, CompletableFuture<Void>> begun) {}

    @Override
    public void accept(Alert alert) {
        Map<String, Procedure> mine = new LinkedHashMap<>();
        for (Trigger trigger : post.triggers()) {
            Procedure procedure = trigger.procedure();
            if (trigger.rule().equals(alert.rule())
                    && !workers.isShutdown()
                    && answered.add(new Answered(procedure.name(), alert.rule(), alert.evidence()))) {
                mine.put(procedure.name(), procedure);
            }
        }
        Round round = new Round(alert, post.journal().now(), mine, new HashMap<>());
        mine.values().forEach(procedure -> begin(procedure, round));
    }

    /** Side by side, but for those that come after another; in a ring of such, the first waits for none. */
    private CompletableFuture<Void> begin(Procedure procedure, Round round) {
        CompletableFuture<Void> there = round.begun().get(procedure.name());
        if (there != null) {
            return there;
        }
        round.begun().put(procedure.name(), CompletableFuture.completedFuture(null));
        Procedure first = procedure.after() == null ? null : round.mine().get(procedure.after());
        CompletableFuture<Void> before = first == null ? CompletableFuture.completedFuture(null) : begin(first, round);
        CompletableFuture<Void> running = before.handle((done, failed) -> done)
                .thenRunAsync(() -> answer(procedure, round.alert(), round.given()), workers);
        round.begun().put(procedure.name(), running);
        return running;
    }

    private void answer(Procedure procedure, Alert alert, Instant given) {
        try {
            if (procedure.when() == null || whens.met(procedure.when(), alert)) {
                new ProcedureRun(
                                procedure,
                                given,
                                new With(client, post.cluster(), alert, post.journal(), procedure.manifests()),
                                targets,
                                whens,
                                workers,
                                kinds)
                        .run();
            }
        } catch (RuntimeException e) {
            post.journal()
                    .note(
                            Actor.RESPONDER,
                            "procedure " + procedure.name() + " did not start: " + e.getMessage(),
                            Map.of("alert", alert.rule()));
        }
    }

    @Override
    public void close() {
        Workers.end(workers);
        client.close();
    }
}
