package dev.tocsin.engine;

import dev.tocsin.drill.DrillRules;
import dev.tocsin.drill.Parts;
import dev.tocsin.proofing.Mutant;
import dev.tocsin.report.Reports;
import dev.tocsin.respond.RespondBy;
import dev.tocsin.scenario.Drill;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.ProofedDrill;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestDescriptor;

/** The proofing of a run's drills: each as it is, then its mutants, side by side with those of others. */
final class Proofings {
    private final DrillContext context;
    private final Reports reports;
    private final PrintStream out;
    private final InstantSource clock;
    private final Map<String, Outcome> controls = new ConcurrentHashMap<>();
    private final Map<String, Proofed> found = new ConcurrentHashMap<>();

    Proofings(DrillContext context, Reports reports, PrintStream out, InstantSource clock) {
        this.context = context;
        this.reports = reports;
        this.out = out;
        this.clock = clock;
    }

    /**
     * Runs the drill as it is. If it does not hold, nothing can be said of its mutants. What has to work throughout may fail:
     * others run beside it here, and its mutants are then not asked for it.
     *
     * @throws AssertionError if it does not hold
     */
    void control(Drill drill, DrillRules rules, List<Mutant> mutants, TestDescriptor test) throws InterruptedException {
        Outcome outcome = context.run(drill, rules, drill.info().name(), test);
        controls.put(drill.info().name(), outcome);
        boolean holds = outcome.verdict().compareTo(Verdict.FALSE_ALARM) < 0
                && outcome.results().stream()
                        .allMatch(result -> result.verdict() == Verdict.HELD
                                || result.objective().phase() == Phase.AFTER);
        if (!holds) {
            String why = "the drill is " + outcome.verdict().label() + " as it is";
            mutants.forEach(mutant -> keep(mutant, mutant.not(Finding.NOT_RUN, why)));
            Judgement.of(outcome);
        }
    }

    /** Why a mutant cannot be made; empty if it can. */
    String notApplicable(Mutant mutant) {
        String why = mutant.premise().apply(control(mutant));
        if (!why.isEmpty()) {
            keep(mutant, mutant.not(Finding.NOT_APPLICABLE, why));
        }
        return why;
    }

    private Outcome control(Mutant mutant) {
        return Objects.requireNonNull(controls.get(mutant.drill().info().name()));
    }

    private void keep(Mutant mutant, Proofed proofed) {
        found.put(key(mutant), proofed);
        reports.add(proofed);
        say(proofed);
    }

    Proofed proof(Mutant mutant, TestDescriptor test) throws InterruptedException {
        String name = mutant.drill().info().name() + "." + mutant.id();
        Outcome outcome = context.carryOut(mutant.drill(), mutant.rules(), mutant.parts(), name, test);
        Proofed proofed = mutant.judge(outcome, control(mutant));
        found.put(key(mutant), proofed);
        reports.add(outcome.named(name), proofed);
        say(proofed);
        return proofed;
    }

    private void say(Proofed one) {
        out.printf(
                Locale.ROOT,
                "%-14s %9s  %s %s: %s%n",
                one.finding().label(),
                one.took().isZero() ? "" : Times.text(one.took()),
                one.drill(),
                one.mutant(),
                one.seen().replace('\n', ' '));
        out.flush();
    }

    /** Sums a drill up when all of its mutants are through. */
    void conclude(Drill drill, List<Mutant> mutants) {
        Outcome control = controls.get(drill.info().name());
        if (control == null) {
            return; // the run was stopped before it
        }
        reports.add(new ProofedDrill(
                drill.info().name(),
                control.verdict(),
                control.results().stream()
                        .map(result -> result.objective().phase().label() + " "
                                + result.objective().title())
                        .toList(),
                mutants.stream()
                        .map(Proofings::key)
                        .filter(found::containsKey)
                        .map(found::get)
                        .toList(),
                Duration.between(control.from(), clock.instant())));
    }

    private static String key(Mutant mutant) {
        return mutant.drill().info().name() + " " + mutant.id();
    }

    /** What the unbroken drill is run with. */
    static Parts whole() {
        return Parts.whole(RespondBy.PROCEDURES);
    }
}
