package dev.tocsin.report;

import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.ProofedDrill;
import dev.tocsin.timeline.Times;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Drills by mutants for a terminal: how many of each kind were noticed, and what was wrong with the others. */
public final class ProofingTable {
    private ProofingTable() {}

    public static String of(List<ProofedDrill> drills) {
        int name = Math.max(
                5, drills.stream().mapToInt(one -> one.drill().length()).max().orElse(0));
        List<String> kinds = ProofedDrill.kinds(drills);
        StringBuilder text = new StringBuilder("\n");
        text.append(" ".repeat(name));
        kinds.forEach(kind -> text.append("  ").append(pad(heading(kind)[0], kind)));
        text.append('\n').append("DRILL").append(" ".repeat(name - 5));
        kinds.forEach(kind -> text.append("  ").append(pad(heading(kind)[1], kind)));
        text.append("  TOOK\n");
        for (ProofedDrill drill : drills) {
            text.append(drill.drill()).append(" ".repeat(name - drill.drill().length()));
            kinds.forEach(kind -> text.append("  ").append(pad(ProofedDrill.cell(drill.of(kind)), kind)));
            text.append("  ").append(Times.text(drill.took())).append('\n');
        }
        List<Proofed> all =
                drills.stream().flatMap(drill -> drill.mutants().stream()).toList();
        all.stream()
                .filter(one -> one.finding() == Finding.SURVIVED || one.finding() == Finding.INCONCLUSIVE)
                .forEach(one -> text.append(one.finding().label().toUpperCase(Locale.ROOT))
                        .append(' ')
                        .append(line(one))
                        .append('\n'));
        return text.append(summary(all)).append('\n').toString();
    }

    /** A mutant in a line. */
    static String line(Proofed one) {
        return one.drill() + " " + one.mutant() + ": " + one.seen().replace('\n', ' ');
    }

    private static String summary(List<Proofed> all) {
        return Stream.of(Finding.values())
                .map(finding -> ProofedDrill.count(all, finding) + " " + finding.label())
                .filter(one -> !one.startsWith("0 "))
                .reduce((some, one) -> some + ", " + one)
                .map(counts -> all.size() + " mutants: " + counts)
                .orElse("no mutants");
    }

    /** Two lines: the kind's first word, and the others. */
    private static String[] heading(String kind) {
        int space = kind.indexOf(' ');
        String upper = kind.toUpperCase(Locale.ROOT);
        return space < 0
                ? new String[] {"", upper}
                : new String[] {upper.substring(0, space), upper.substring(space + 1)};
    }

    private static String pad(String text, String kind) {
        int width = Math.max(heading(kind)[0].length(), heading(kind)[1].length());
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
