package dev.tocsin.proofing;

import dev.tocsin.respond.RespondBy;
import java.util.List;
import java.util.Set;

/** The responder may do nothing, neither by the API nor with machines: nothing may be contained, and the report says so. */
final class RightsTaken implements Breaking {
    private static final String ID = "no-rights";

    @Override
    public List<Mutant> of(Subject whole) {
        Set<String> procedures = Subject.procedures(whole.drill().contain());
        if (procedures.isEmpty()) {
            return List.of(Mutant.none(ID, Kind.RIGHTS_TAKEN, whole, "no procedure contains"));
        }
        RespondBy responder = whole.parts().responder();
        return List.of(Mutant.of(
                ID,
                Kind.RIGHTS_TAKEN,
                "The responder's account has no rights, and machines do not obey it.",
                whole.with(parts -> parts.entitled(rights -> List.of())
                        .responding(post -> responder.start(post.on(new Disobedient(post.cluster()))))),
                new Missed(
                        Subject.demanded(procedures, whole.drill().contain()),
                        "not contained, and what was refused is said",
                        procedures)));
    }
}
