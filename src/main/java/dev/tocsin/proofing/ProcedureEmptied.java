package dev.tocsin.proofing;

import java.util.List;
import java.util.Set;

/** A procedure does nothing: what it is there for must be missed. */
final class ProcedureEmptied implements Breaking {
    @Override
    public List<Mutant> of(Subject whole) {
        Set<String> procedures = Subject.procedures(whole.defence());
        if (procedures.isEmpty()) {
            return List.of(Mutant.none("empty", Kind.PROCEDURE_EMPTIED, whole, "no procedure contains or eradicates"));
        }
        return procedures.stream()
                .map(name -> Mutant.of(
                        "empty=" + name,
                        Kind.PROCEDURE_EMPTIED,
                        "The procedure " + name + " has no actions.",
                        whole.emptied(Set.of(name)),
                        new Missed(Subject.demanded(Set.of(name), whole.defence()), "its objective missed")))
                .toList();
    }
}
