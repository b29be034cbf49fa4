package dev.tocsin.proofing;

import dev.tocsin.scenario.Procedure;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One action of a procedure is left out: some objective must be missed, or the action is there for nothing. */
final class ActionLeftOut implements Breaking {
    /** What the responder says of an action that need not be done. */
    private static final String NOT_CALLED_FOR = "not called for";

    @Override
    public List<Mutant> of(Subject whole) {
        Set<String> procedures = Subject.procedures(whole.all());
        if (procedures.isEmpty()) {
            return List.of(Mutant.none("leave-out", Kind.ACTION_LEFT_OUT, whole, "nothing has a procedure"));
        }
        return procedures.stream()
                .map(name -> whole.drill().procedures().get(name))
                .flatMap(procedure -> of(whole, procedure))
                .toList();
    }

    private static Stream<Mutant> of(Subject whole, Procedure procedure) {
        if (procedure.actions().size() == 1) {
            return Stream.of(Mutant.none(
                    "leave-out=" + procedure.name(),
                    Kind.ACTION_LEFT_OUT,
                    whole,
                    procedure.name() + " has one action: without it, it is emptied"));
        }
        return IntStream.range(0, procedure.actions().size()).mapToObj(i -> {
            Procedure.Action action = procedure.actions().get(i);
            List<Procedure.Action> others = new ArrayList<>(procedure.actions());
            others.remove(i);
            return Mutant.of(
                            "leave-out=" + procedure.name() + "." + (i + 1) + "-" + action.kind(),
                            Kind.ACTION_LEFT_OUT,
                            "The procedure " + procedure.name() + " is without " + action.kind() + " ("
                                    + action.at().fileAndLine() + ").",
                            whole.with(whole.drill().with(procedure.with(others))),
                            new SomethingMissed("an objective missed"))
                    .given(control -> notDone(control, action));
        });
    }

    /** Why the unbroken drill does not do it either. */
    private static String notDone(Outcome control, Procedure.Action action) {
        List<Fact> told = control.facts().stream()
                .filter(fact -> action.at().fileAndLine().equals(fact.details().get("in")))
                .toList();
        return told.stream().allMatch(fact -> fact.details().containsKey(NOT_CALLED_FOR))
                ? "this drill does not call for it"
                        + (action.when() == null ? ": its procedure never runs" : ": " + action.when())
                : "";
    }
}
