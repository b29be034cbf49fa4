package dev.tocsin.respond;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.scenario.Procedure;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** Runs procedures when alerts come, side by side; the same alert is answered once by each. */
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
        this.client = Access.client(post.account());
    }

    @Override
    public void accept(Alert alert) {
        for (Trigger trigger : post.triggers()) {
            Procedure procedure = trigger.procedure();
            if (trigger.rule().equals(alert.rule())
                    && !workers.isShutdown()
                    && answered.add(new Answered(procedure.name(), alert.rule(), alert.evidence()))) {
                Instant given = post.journal().now();
                workers.execute(() -> answer(procedure, alert, given));
            }
        }
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
