package dev.tocsin.sigma;

import java.util.List;

/** Rules that cannot be used, with every mistake at its place. */
public final class RuleException extends RuntimeException {
    private final List<String> problems;

    RuleException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each as {@code file:line:column: sentence}. */
    public List<String> problems() {
        return problems;
    }
}
