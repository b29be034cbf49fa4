package dev.tocsin.proofing;

import dev.tocsin.drill.DrillRules;
import dev.tocsin.drill.Parts;
import dev.tocsin.scenario.Drill;
import java.util.List;
import java.util.stream.Stream;

/** All mutants of a drill. */
public final class Mutants {
    private static final List<Breaking> BREAKING = List.of(
            new RuleOff(),
            new HandsOff(),
            new ProcedureEmptied(),
            new ActionLeftOut(),
            new RightsTaken(),
            new NotRecovered(),
            new HarmlessInjection(),
            new AuditCut());

    private Mutants() {}

    /** @param parts what the unbroken drill is run with */
    public static List<Mutant> of(Drill drill, DrillRules rules, Parts parts) {
        Subject whole = new Subject(drill, rules, parts);
        return Stream.of(BREAKING)
                .flatMap(List::stream)
                .flatMap(breaking -> breaking.of(whole).stream())
                .toList();
    }
}
