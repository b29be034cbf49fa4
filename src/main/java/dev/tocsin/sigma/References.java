package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What correlations refer to. */
final class References {
    private References() {}

    /** The rules that a correlation means, in its order. */
    static List<Rule> of(CorrelationRule correlation, Collection<? extends Rule> known) {
        List<Rule> bases = new ArrayList<>();
        for (String reference : correlation.rules()) {
            bases.add(known.stream()
                    .filter(rule -> rule.info().answersTo(reference))
                    .map(Rule.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new RuleException(List.of("The correlation '" + correlation.name()
                            + "' refers to '" + reference + "', which is no rule's id or name. There are: "
                            + known.stream().map(Rule::name).sorted().toList()))));
        }
        return bases;
    }

    static void refuseCircles(Collection<? extends Rule> rules) {
        for (Rule rule : rules) {
            follow(rule, rules, new ArrayList<>());
        }
    }

    private static void follow(Rule rule, Collection<? extends Rule> rules, List<String> path) {
        if (path.contains(rule.name())) {
            throw new RuleException(List.of(
                    "The correlation '" + rule.name() + "' refers to itself, through " + String.join(", ", path)));
        }
        if (rule instanceof CorrelationRule correlation) {
            List<String> longer = new ArrayList<>(path);
            longer.add(rule.name());
            of(correlation, rules).forEach(base -> follow(base, rules, longer));
        }
    }
}
