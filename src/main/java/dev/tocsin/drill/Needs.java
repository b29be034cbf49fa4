package dev.tocsin.drill;

import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Response;
import dev.tocsin.scenario.Steady;
import dev.tocsin.scenario.Step;
import dev.tocsin.step.Kinds;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.stream.Stream;

/** The rights of a drill's own accounts: those that its steps and procedures need, and no others. */
final class Needs {
    private final Drill drill;
    private final Kinds kinds = Kinds.onClassPath();

    Needs(Drill drill) {
        this.drill = drill;
    }

    List<PolicyRule> responder() {
        return drill.procedures().values().stream()
                .flatMap(procedure -> procedure.actions().stream())
                .flatMap(call -> kinds.action(call.kind()).needs(call.params()).stream())
                .distinct()
                .toList();
    }

    List<PolicyRule> prober() {
        return steps(drill)
                .flatMap(step -> kinds.step(step.kind()).proberNeeds(step.params()).stream())
                .distinct()
                .toList();
    }

    /** Whatever it does or looks at. */
    static Stream<Step> steps(Drill drill) {
        return Stream.of(
                        drill.steady().stream().map(Steady::probe),
                        drill.benign().stream(),
                        drill.inject().stream(),
                        Stream.of(drill.contain(), drill.eradicate(), drill.recover())
                                .flatMap(List::stream)
                                .map(Response::prove)
                                .flatMap(List::stream))
                .flatMap(steps -> steps);
    }
}
