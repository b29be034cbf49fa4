package dev.tocsin.respond;

import dev.tocsin.scenario.Procedure;
import dev.tocsin.step.Action;
import dev.tocsin.step.Kinds;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs procedures when alerts come, one after the other, each in full. */
public final class Responder implements AutoCloseable {
    private final KubernetesClient client;
    private final List<Trigger> triggers;
    private final Journal journal;
    private final Kinds kinds = Kinds.onClassPath();
    private final ExecutorService queue = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "responder");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param rule the alert that starts it
     * @param procedure what is then done
     */
    public record Trigger(String rule, Procedure procedure) {}

    /** @param client the responder's own account; closed with this */
    public Responder(KubernetesClient client, List<Trigger> triggers, Journal journal) {
        this.client = client;
        this.triggers = List.copyOf(triggers);
        this.journal = journal;
    }

    /** Takes an alert and returns at once. */
    public void accept(Alert alert) {
        if (queue.isShutdown()) {
            return;
        }
        for (Trigger trigger : triggers) {
            if (trigger.rule().equals(alert.rule())) {
                queue.execute(() -> run(trigger.procedure(), alert));
            }
        }
    }

    private void run(Procedure procedure, Alert alert) {
        for (Procedure.Action call : procedure.actions()) {
            Map<String, String> details =
                    new LinkedHashMap<>(Map.of("procedure", procedure.name(), "alert", alert.rule()));
            try {
                Action.Done done =
                        kinds.action(call.kind()).run(client, AlertFields.fill(call.params(), alert), journal);
                details.putAll(done.details());
                journal.note(Actor.RESPONDER, done.text(), details);
            } catch (RuntimeException e) {
                details.put("error", String.valueOf(e.getMessage()));
                journal.note(Actor.RESPONDER, call.kind() + " failed: " + e.getMessage(), details);
                return; // what follows may rely on it
            }
        }
    }

    @Override
    public void close() {
        queue.shutdown();
        try {
            queue.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
