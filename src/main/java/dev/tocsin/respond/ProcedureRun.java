package dev.tocsin.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.Procedure;
import dev.tocsin.step.Action;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One procedure answering one alert, action by action. What was done and what was not is in the record, however it ends. */
final class ProcedureRun {
    /** The detail that says why an action need not be done. */
    private static final String NOT_CALLED_FOR = "not called for";

    /** The detail that says what an action had changed by the API when it failed. */
    private static final String DONE_BEFORE = "done before";

    private final Procedure procedure;
    private final Instant given;
    private final Responding with;
    private final Targets targets;
    private final Whens whens;
    private final ExecutorService workers;
    private final Kinds kinds;
    private final List<String> done = new ArrayList<>();
    private final List<String> undone = new ArrayList<>();

    /** @param given when the responder was given the alert: those raised while the attack is injected are held back */
    ProcedureRun(
            Procedure procedure,
            Instant given,
            Responding with,
            Targets targets,
            Whens whens,
            ExecutorService workers,
            Kinds kinds) {
        this.procedure = procedure;
        this.given = given;
        this.with = with;
        this.targets = targets;
        this.whens = whens;
        this.workers = workers;
        this.kinds = kinds;
    }

    void run() {
        boolean stopped = false;
        for (Procedure.Action call : procedure.actions()) {
            if (stopped) {
                undone.add(call.kind());
            } else {
                stopped = !run(call) && !call.goOn();
            }
        }
        if (!undone.isEmpty()) {
            with.journal()
                    .note(
                            Actor.RESPONDER,
                            "procedure " + procedure.name() + " was not done in full",
                            Map.of(
                                    "done", String.join(", ", done),
                                    "not done", String.join(", ", undone),
                                    "alert", with.alert().rule()));
        }
    }

    /** Whether it was done, or need not be. */
    private boolean run(Procedure.Action call) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("procedure", procedure.name());
        details.put("alert", with.alert().rule());
        details.put("in", call.at().fileAndLine());
        ChangesMade changes = new ChangesMade(with);
        try {
            if (call.when() != null && !whens.met(call.when(), with.alert())) {
                details.put(NOT_CALLED_FOR, call.when());
                with.journal().note(Actor.RESPONDER, call.kind() + " is not called for: " + call.when(), details);
                return true;
            }
            details.put("alert given", given.toString());
            details.put("started", with.journal().now().toString());
            Action.Done what = inTime(call, changes);
            details.putAll(what.details());
            with.journal().note(Actor.RESPONDER, what.text(), details);
            done.add(call.kind());
            return true;
        } catch (RuntimeException e) {
            details.put("error", String.valueOf(e.getMessage()));
            if (!changes.made().isEmpty()) {
                details.put(DONE_BEFORE, String.join(", ", changes.made()));
            }
            with.journal().note(Actor.RESPONDER, call.kind() + " failed: " + e.getMessage(), details);
            undone.add(call.kind());
            return false;
        }
    }

    private Action.Done inTime(Procedure.Action call, Responding overheard) {
        ObjectNode params = AlertFields.fill(call.params(), with.alert());
        Action action = kinds.action(call.kind());
        Future<Action.Done> doing =
                workers.submit(() -> targets.alone(action.target(params), () -> action.run(params, overheard)));
        try {
            return doing.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            doing.cancel(true);
            throw new IllegalStateException("it was not done within " + Times.target(call.timeout()), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            doing.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
