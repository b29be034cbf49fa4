package dev.tocsin.timeline;

import dev.tocsin.timeline.Proofed.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A drill with all its mutants.
 *
 * @param drill its name
 * @param verdict how it went unbroken; nothing is known of a drill that did not hold
 * @param objectives what it demands, each as its phase and title
 * @param mutants in the order of their kinds
 * @param took from the start of the unbroken drill to the end of the last mutant
 */
public record ProofedDrill(
        String drill, Verdict verdict, List<String> objectives, List<Proofed> mutants, Duration took) {

    /** The objectives that no mutant of the run made miss: nothing shows that they can. */
    public List<String> unchallenged() {
        Set<String> missed = new TreeSet<>();
        mutants.forEach(mutant -> missed.addAll(mutant.challenged()));
        return objectives.stream().filter(one -> !missed.contains(one)).toList();
    }

    /** Those of one kind. */
    public List<Proofed> of(String kind) {
        return mutants.stream().filter(mutant -> mutant.kind().equals(kind)).toList();
    }

    /** How many of some mutants ended so. */
    public static long count(List<Proofed> mutants, Finding finding) {
        return mutants.stream().filter(mutant -> mutant.finding() == finding).count();
    }

    /** In a few words how some mutants ended: {@code 2/3} are noticed, {@code n/a} if none of them applies. */
    public static String cell(List<Proofed> mutants) {
        long applicable = mutants.size() - count(mutants, Finding.NOT_APPLICABLE);
        return applicable == 0 ? mutants.isEmpty() ? "-" : "n/a" : count(mutants, Finding.NOTICED) + "/" + applicable;
    }

    /** The kinds of all mutants of some drills, in their order. */
    public static List<String> kinds(List<ProofedDrill> drills) {
        return drills.stream()
                .flatMap(drill -> drill.mutants().stream())
                .map(Proofed::kind)
                .distinct()
                .toList();
    }
}
