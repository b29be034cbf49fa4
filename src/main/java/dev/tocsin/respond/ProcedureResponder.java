package dev.tocsin.respond;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.scenario.Procedure;
import dev.tocsin.step.Condition;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs procedures when alerts come, side by side; the same alert is answered once by each. */
public final class ProcedureResponder implements Responder {
    private static final int LAST_SECONDS = 5;
    private final KubernetesClient client;
    private final Cluster cluster;
    private final List<Trigger> triggers;
    private final Journal journal;
    private final Kinds kinds = Kinds.onClassPath();
    private final Targets targets = new Targets();
    private final Set<Answered> answered = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "responder");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param rule the alert that starts it
     * @param procedure what is then done
     */
    public record Trigger(String rule, Procedure procedure) {}

    private record Answered(String procedure, String rule, List<String> evidence) {}

    private record With(KubernetesClient client, Cluster cluster, Alert alert, Journal journal) implements Responding {}

    /** @param client the responder's own account; closed with this */
    public ProcedureResponder(KubernetesClient client, Cluster cluster, List<Trigger> triggers, Journal journal) {
        this.client = client;
        this.cluster = cluster;
        this.triggers = triggers.stream().distinct().toList();
        this.journal = journal;
    }

    @Override
    public void accept(Alert alert) {
        for (Trigger trigger : triggers) {
            Procedure procedure = trigger.procedure();
            if (trigger.rule().equals(alert.rule())
                    && !workers.isShutdown()
                    && answered.add(new Answered(procedure.name(), alert.rule(), alert.evidence()))) {
                workers.execute(() -> answer(procedure, alert));
            }
        }
    }

    private void answer(Procedure procedure, Alert alert) {
        try {
            if (procedure.when() == null || wanted(procedure.when(), alert)) {
                new ProcedureRun(procedure, new With(client, cluster, alert, journal), targets, workers, kinds).run();
            }
        } catch (RuntimeException e) {
            journal.note(
                    Actor.RESPONDER,
                    "procedure " + procedure.name() + " did not start: " + e.getMessage(),
                    Map.of("alert", alert.rule()));
        }
    }

    /** @throws IllegalArgumentException if the condition asks for what the alert does not carry */
    static boolean wanted(String condition, Alert alert) {
        return Boolean.TRUE.equals(Condition.of("alert", condition).value(AlertJson.of(alert)));
    }

    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
