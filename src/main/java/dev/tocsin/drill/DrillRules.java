package dev.tocsin.drill;

import dev.tocsin.scenario.Detect;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import dev.tocsin.sigma.Rule;
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
 */
public record DrillRules(Set<String> expected, List<Rule> rules, Set<String> detectors, List<Rule> others) {
    /** @throws dev.tocsin.sigma.RuleException with every mistake in the expected ones */
    public static DrillRules of(Drill drill, Library library) {
        Set<String> expected =
                drill.detect().stream().map(Detect::rule).collect(Collectors.toCollection(java.util.TreeSet::new));
        List<String> files = expected.stream().filter(library::isSigma).toList();
        return new DrillRules(
                expected,
                Rules.read(files, library.root().resolve("rules")),
                expected.stream().filter(library::isDetectors).collect(Collectors.toSet()),
                library.usableRules());
    }
}
