package dev.tocsin.proofing;

import dev.tocsin.timeline.Phase;
import java.util.List;
import java.util.regex.Pattern;

/** From the attack on no audit record comes any more: the drill must see that it is deaf, and not blame the defence. */
final class AuditCut implements Breaking {
    private static final Pattern CAUSE = Pattern.compile("audit");

    @Override
    public List<Mutant> of(Subject whole) {
        return List.of(Mutant.of(
                "deaf",
                Kind.AUDIT_CUT,
                "From the attack on no audit record comes any more.",
                whole.with(parts -> parts.seeing(Deaf::new)),
                new Inconclusive(Phase.AFTER, CAUSE)));
    }
}
