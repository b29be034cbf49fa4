package dev.tocsin.report;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Spread;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.util.List;
import java.util.Locale;

/** The objectives of a drill for a terminal, at most 100 columns wide. */
public final class Table {
    private static final String ROW = "%-10s %-46s %8s %11s %11s  %s%n";
    private static final String SPREAD = "%-10s %-46s %7s %9s %9s %9s  %s%n";
    private static final int WIDEST_TITLE = 46;

    private Table() {}

    /** Several trials of a drill: how the times spread against their targets. */
    public static String of(String drill, List<Spread> spreads) {
        StringBuilder text = new StringBuilder(String.format("%n%s, spread over its trials%n", drill));
        text.append(String.format(SPREAD, "PHASE", "OBJECTIVE", "TARGET", "P50", "P95", "WORST", "HELD"));
        for (Spread spread : spreads) {
            text.append(String.format(
                    SPREAD,
                    spread.objective().phase().label(),
                    shorten(spread.objective().title()),
                    Times.target(spread.objective().target()),
                    Times.text(spread.p50()),
                    Times.text(spread.p95()),
                    Times.text(spread.worst()),
                    spread.held() + " of " + spread.trials()));
        }
        return text.toString();
    }

    private static String shorten(String title) {
        return title.length() <= WIDEST_TITLE ? title : title.substring(0, WIDEST_TITLE - 3) + "...";
    }

    public static String of(Outcome outcome) {
        StringBuilder text =
                new StringBuilder(String.format("%n%s%n", outcome.drill().name()));
        text.append(String.format(ROW, "PHASE", "OBJECTIVE", "TARGET", "MEASURED", "SINCE T0", "VERDICT"));
        for (Result result : outcome.results()) {
            String title = result.objective().title();
            text.append(String.format(
                    Locale.ROOT,
                    ROW,
                    result.objective().phase().label(),
                    shorten(title),
                    Times.target(result.objective().target()),
                    Times.text(result.measured()),
                    Times.text(result.sinceT0(outcome.t0())),
                    result.verdict().label()));
        }
        text.append(String.format("verdict: %s%n", outcome.verdict().label()));
        if (outcome.verdict() != Verdict.HELD) {
            text.append(String.format("%s%n", outcome.explanation()));
        }
        return text.toString();
    }
}
