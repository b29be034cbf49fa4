package dev.tocsin.drill;

import dev.tocsin.scenario.Detect;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Input;
import dev.tocsin.scenario.Library;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleException;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of one drill.
 *
 * @param expected the names that the drill expects alerts of
 * @param rules those of them that are Sigma's, and what they refer to; other detectors raise the rest
 * @param detectors those that are in the library in another detector's own files, which the drill's cluster runs
 * @param others all usable rules of the library, to see what else is raised
 * @param inputs the files that the drill is run from, those of its rules among them
 */
public record DrillRules(
        Set<String> expected, List<Rule> rules, Set<String> detectors, List<Rule> others, List<Input> inputs) {
    /** The same with a rule off: whatever happens, nobody is told by it. */
    public DrillRules without(String rule) {
        return new DrillRules(
                expected.stream().filter(name -> !name.equals(rule)).collect(Collectors.toSet()),
                off(rules, rule),
                detectors.stream().filter(name -> !name.equals(rule)).collect(Collectors.toSet()),
                off(others, rule),
                inputs);
    }

    /** What other rules refer to stays for them; nobody listens to it then. */
    private static List<Rule> off(List<Rule> rules, String name) {
        List<Rule> left =
                rules.stream().filter(rule -> !rule.name().equals(name)).toList();
        try {
            new RuleSet(left);
            return left;
        } catch (RuleException e) {
            return rules;
        }
    }

    /** @throws dev.tocsin.sigma.RuleException with every mistake in the expected ones */
    public static DrillRules of(Drill drill, Library library) {
        Set<String> expected =
                drill.detect().stream().map(Detect::rule).collect(Collectors.toCollection(java.util.TreeSet::new));
        List<String> files = expected.stream().filter(library::isSigma).toList();
        List<Rule> rules = Rules.read(files, library.root().resolve("rules"));
        Set<String> named = new java.util.TreeSet<>(expected);
        rules.forEach(rule -> named.add(rule.name()));
        return new DrillRules(
                expected,
                rules,
                expected.stream().filter(library::isDetectors).collect(Collectors.toSet()),
                library.usableRules(),
                Input.of(library, drill, named));
    }
}
