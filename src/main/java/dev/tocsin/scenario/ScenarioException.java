package dev.tocsin.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A drill cannot be run because of what its files say; all mistakes at once. */
public final class ScenarioException extends RuntimeException {
    private final transient List<Finding> findings;

    public ScenarioException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n\n")));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
