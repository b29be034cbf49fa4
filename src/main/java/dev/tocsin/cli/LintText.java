package dev.tocsin.cli;

import dev.tocsin.scenario.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Findings for people: the place, the line with a caret, the fix; and how many there are. */
final class LintText {
    private LintText() {}

    static String of(List<Finding> findings) {
        long errors = findings.stream().filter(Finding::isError).count();
        String counts = count(errors, "error") + ", " + count(findings.size() - errors, "warning") + "\n";
        return findings.stream().map(finding -> finding + "\n\n").collect(Collectors.joining()) + counts;
    }

    private static String count(long number, String what) {
        return (number == 0 ? "no" : number) + " " + what + (number == 1 ? "" : "s");
    }
}
