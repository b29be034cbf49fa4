package dev.tocsin.report;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Times;

/** What the drill is, and its objectives as a table, in Markdown. */
final class Summary {
    private Summary() {}

    static String markdown(Outcome outcome) {
        StringBuilder text = new StringBuilder(outcome.drill().description()).append("\n\n");
        text.append("**Verdict: ").append(outcome.verdict().label()).append("**");
        if (!outcome.cause().isEmpty()) {
            text.append(" - ").append(cell(outcome.cause()));
        }
        text.append("\n\n| phase | objective | target | counted from | measured | since T0 | verdict |\n");
        text.append("| --- | --- | ---: | --- | ---: | ---: | --- |\n");
        for (Result result : outcome.results()) {
            text.append("| %s | %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            result.objective().phase().label(),
                            cell(result.objective().title()),
                            Times.target(result.objective().target()),
                            result.objective().start().label(),
                            Times.text(result.measured()),
                            Times.text(result.sinceT0(outcome.t0())),
                            result.verdict().label()));
        }
        text.append("\nT0 is just before the first injection call was sent");
        text.append(outcome.t0() == null ? "; it never came to that." : ": " + outcome.t0() + ".");
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ').replace("<", "&lt;");
    }
}
