package dev.tocsin.proofing;

import dev.tocsin.scenario.Detect;
import java.util.List;
import java.util.stream.Collectors;

/** The detector is blind to what one of its rules finds: the alert must be missed. */
final class RuleOff implements Breaking {
    @Override
    public List<Mutant> of(Subject whole) {
        List<Detect> detect = whole.drill().detect();
        if (detect.isEmpty()) {
            return List.of(Mutant.none("blind", Kind.RULE_OFF, whole, "no alert is expected"));
        }
        return detect.stream()
                .map(Detect::rule)
                .distinct()
                .map(rule -> Mutant.of(
                        "blind=" + rule,
                        Kind.RULE_OFF,
                        "The rule " + rule + " is off.",
                        whole.with(whole.rules().without(rule)),
                        new Missed(
                                detect.stream()
                                        .filter(one -> one.rule().equals(rule))
                                        .map(one -> one.at().fileAndLine())
                                        .collect(Collectors.toSet()),
                                "alert missed")))
                .toList();
    }
}
