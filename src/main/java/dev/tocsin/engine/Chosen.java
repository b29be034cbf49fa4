package dev.tocsin.engine;

import dev.tocsin.proofing.Mutant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The mutants that a text means: names, globs in which {@code *} stands for anything, several with commas. */
final class Chosen {
    private Chosen() {}

    /** @throws IllegalArgumentException if it means none of them */
    static List<Mutant> of(String text, List<Mutant> mutants) {
        if (text.isEmpty()) {
            return mutants;
        }
        List<Pattern> wanted = Arrays.stream(text.split(","))
                .map(String::strip)
                .map(glob ->
                        Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .map(Pattern::compile)
                .toList();
        List<Mutant> chosen = mutants.stream()
                .filter(mutant ->
                        wanted.stream().anyMatch(one -> one.matcher(mutant.id()).matches()))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("No mutant of "
                    + mutants.get(0).drill().info().name() + " is named '" + text + "'. There are: "
                    + mutants.stream().map(Mutant::id).collect(Collectors.joining(", ")) + ".");
        }
        return chosen;
    }
}
