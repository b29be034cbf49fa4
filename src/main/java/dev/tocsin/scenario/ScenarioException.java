package dev.tocsin.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A drill cannot be run because of what its files say; all mistakes at once. */
public final class ScenarioException extends RuntimeException {
    private final transient List<Problem> problems;

    public ScenarioException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
