package dev.tocsin.proofing;

import dev.tocsin.drill.DrillRules;
import dev.tocsin.drill.Parts;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A drill with all that it is run with. */
record Subject(Drill drill, DrillRules rules, Parts parts) {
    Subject with(Drill other) {
        return new Subject(other, rules, parts);
    }

    Subject with(DrillRules other) {
        return new Subject(drill, other, parts);
    }

    Subject with(UnaryOperator<Parts> change) {
        return new Subject(drill, rules, change.apply(parts));
    }

    /** With procedures that do nothing. */
    Subject emptied(Set<String> procedures) {
        Drill changed = drill;
        for (String name : procedures) {
            changed = changed.with(drill.procedures().get(name).with(List.of()));
        }
        return with(changed);
    }

    /** What contains and eradicates. */
    List<Response> defence() {
        return Stream.concat(drill.contain().stream(), drill.eradicate().stream())
                .toList();
    }

    /** What contains, eradicates and recovers. */
    List<Response> all() {
        return Stream.concat(defence().stream(), drill.recover().stream()).toList();
    }

    /** Where the scenario demands what procedures are there for. */
    static Set<String> demanded(Set<String> procedures, List<Response> responses) {
        return responses.stream()
                .filter(response -> response.procedure() != null && procedures.contains(response.procedure()))
                .map(response -> response.at().fileAndLine())
                .collect(Collectors.toSet());
    }

    /** The procedures that responses name, sorted. */
    static Set<String> procedures(List<Response> responses) {
        return responses.stream()
                .map(Response::procedure)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
