package dev.tocsin.proofing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.Step;
import dev.tocsin.step.Kinds;
import dev.tocsin.timeline.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** One step of the attack does nothing: the drill must see that it did not work, and not blame the defence. */
final class HarmlessInjection implements Breaking {
    private static final Pattern CAUSE = Pattern.compile("^The injection '.*' did not work|was not captured");

    @Override
    public List<Mutant> of(Subject whole) {
        List<Step> attack = whole.drill().inject();
        return IntStream.range(0, attack.size())
                .mapToObj(i -> of(whole, attack, i))
                .toList();
    }

    private static Mutant of(Subject whole, List<Step> attack, int i) {
        Step step = attack.get(i);
        String id = "harmless=" + step.title();
        ObjectNode idle = Kinds.onClassPath().step(step.kind()).harmless(step.params());
        if (step.params().equals(idle)) {
            return Mutant.none(id, Kind.HARMLESS_INJECTION, whole, step.title() + " only looks");
        }
        List<Step> other = new ArrayList<>(attack);
        other.set(i, idle == null ? step.withoutDoing() : step.with(idle));
        return Mutant.of(
                id,
                Kind.HARMLESS_INJECTION,
                "The step " + step.title()
                        + (idle == null ? " is left out." : " does nothing: " + says(step, idle) + "."),
                whole.with(whole.drill().injecting(other)),
                new Inconclusive(Phase.INJECT, CAUSE));
    }

    private static String says(Step step, ObjectNode idle) {
        return (idle.path("dryRun").asBoolean() ? "it is only tried, to " : "")
                + Kinds.onClassPath().step(step.kind()).says(idle);
    }
}
