package dev.tocsin.proofing;

import dev.tocsin.respond.RespondBy;
import java.util.List;
import java.util.Set;

/** Nobody responds: nothing may be contained. */
final class HandsOff implements Breaking {
    private static final String ID = "hands-off";

    @Override
    public List<Mutant> of(Subject whole) {
        Set<String> procedures = Subject.procedures(whole.drill().contain());
        if (procedures.isEmpty()) {
            return List.of(Mutant.none(ID, Kind.HANDS_OFF, whole, "no procedure contains"));
        }
        return List.of(Mutant.of(
                ID,
                Kind.HANDS_OFF,
                "Alerts come, and nobody acts on them.",
                whole.with(parts -> parts.responding(RespondBy.NOBODY)),
                new Missed(Subject.demanded(procedures, whole.drill().contain()), "not contained")));
    }
}
