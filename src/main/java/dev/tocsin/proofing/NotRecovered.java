package dev.tocsin.proofing;

import java.util.List;
import java.util.Set;

/** Recovery is skipped: nothing that it is there for may be recovered. */
final class NotRecovered implements Breaking {
    private static final String ID = "no-recovery";

    @Override
    public List<Mutant> of(Subject whole) {
        Set<String> procedures = Subject.procedures(whole.drill().recover());
        if (procedures.isEmpty()) {
            return List.of(Mutant.none(ID, Kind.NOT_RECOVERED, whole, "no procedure recovers"));
        }
        return List.of(Mutant.of(
                ID,
                Kind.NOT_RECOVERED,
                "Recovery is skipped: " + String.join(", ", procedures) + " has no actions.",
                whole.emptied(procedures),
                new Missed(Subject.demanded(procedures, whole.drill().recover()), "not recovered")));
    }
}
