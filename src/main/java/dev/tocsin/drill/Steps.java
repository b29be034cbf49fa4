package dev.tocsin.drill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.prove.Proof;
import dev.tocsin.scenario.Step;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Named;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs steps: once as an act, again and again as a proof. */
final class Steps {
    private final Scope scope;
    private final Variables variables;
    private final Journal journal;
    private final Kinds kinds = Kinds.onClassPath();

    Steps(Scope scope, Variables variables, Journal journal) {
        this.scope = scope;
        this.variables = variables;
        this.journal = journal;
    }

    /** The service accounts whose tokens a step uses, as far as the file says. */
    static List<String> accounts(Step step) {
        return Named.accounts(Kinds.onClassPath().step(step.kind()), step.params()).values().stream()
                .filter(account -> !account.contains("${"))
                .toList();
    }

    /** @throws Inconclusive if what the step expects was not observed in time */
    void act(Actor actor, Step step, String what) {
        scope.cluster().mayGoOn();
        ObjectNode expect = variables.fill(step.expect());
        if (!step.within().isZero()) {
            Proof proof = look(step, step.within(), step.within());
            if (proof.since() == null) {
                throw new Inconclusive(what + " '" + step.title() + "' did not work within "
                        + step.within().toMillis() + " ms: expected " + wanted(step, expect) + ", saw " + proof.last()
                        + " ("
                        + step.at().fileAndLine() + ")");
            }
            journal.note(actor, proof.since(), null, step.title() + ": " + proof.last(), Map.of("step", step.kind()));
            return;
        }
        Observation seen = run(step);
        journal.note(actor, step.title() + ": " + seen, Map.of("step", step.kind()));
        if (!met(step, expect, seen)) {
            throw new Inconclusive(what + " '" + step.title() + "' did not work: expected " + wanted(step, expect)
                    + ", saw " + seen + " (" + step.at().fileAndLine() + ")");
        }
    }

    private static String wanted(Step step, ObjectNode expect) {
        return expect
                + (step.capture().isEmpty()
                        ? ""
                        : " and something to capture as "
                                + String.join(", ", step.capture().keySet()));
    }

    /** Lets a proof remember what is normal. */
    void baseline(Step proof) {
        kinds.step(proof.kind()).baseline(proof.params(), scope);
    }

    /** Waits until the step's expectation is met and holds. */
    Proof look(Step step, Duration target, Duration atMost) {
        return look(step, target, atMost, () -> {});
    }

    /** The same; {@code begun} is told when the expectation is first met, before the hold. */
    Proof look(Step step, Duration target, Duration atMost, Runnable begun) {
        ObjectNode expect = variables.fill(step.expect());
        return Proof.wait(
                step.title(),
                journal::now,
                Proof.poll(target),
                step.hold(),
                atMost,
                () -> run(step),
                seen -> met(step, expect, seen),
                begun);
    }

    /** Parameters with what was captured so far filled in. */
    ObjectNode filled(ObjectNode params) {
        return variables.fill(params);
    }

    private Observation run(Step step) {
        if (step.leftOut()) {
            return new Observation(Map.of());
        }
        Observation seen = kinds.step(step.kind()).run(variables.fill(step.params()), scope);
        // At once, whether or not it is what the step expects: another answer may hold a secret too.
        step.capture().forEach((name, value) -> {
            if (!step.shown().contains(name)) {
                journal.secrets().add(step.title() + "." + name, seen.value(value));
            }
        });
        return seen.hiding(journal.secrets()::redact);
    }

    /** Whether a step saw what it expects, and something where it captures; later steps have it from then on. */
    private boolean met(Step step, ObjectNode expect, Observation seen) {
        if (!seen.meets(expect)
                || step.capture().values().stream()
                        .anyMatch(value -> seen.value(value).isEmpty())) {
            return false;
        }
        step.capture().forEach((name, value) -> variables.set(step.title() + "." + name, seen.value(value)));
        return true;
    }
}
