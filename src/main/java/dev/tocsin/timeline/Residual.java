package dev.tocsin.timeline;

import java.util.List;
import java.util.stream.Stream;

/**
 * A risk that an action of the response says it leaves.
 *
 * @param action what was done
 * @param risk what is not covered by it
 */
public record Residual(String action, String risk) {
    /** The detail of a responder's fact that names them. */
    public static final String DETAIL = "residual";
    /** What stands between several of one action; no risk has it in its text. */
    public static final String BETWEEN = "; ";

    /** Those that the facts of a drill name, each once, in their order. */
    static List<Residual> of(List<Fact> facts) {
        return facts.stream()
                .filter(fact ->
                        fact.actor() == Fact.Actor.RESPONDER && fact.details().containsKey(DETAIL))
                .flatMap(fact -> Stream.of(fact.details().get(DETAIL).split(BETWEEN))
                        .map(risk -> new Residual(fact.text(), risk)))
                .distinct()
                .toList();
    }
}
