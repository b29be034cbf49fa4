package dev.tocsin.report;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Raised;
import dev.tocsin.timeline.Residual;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What readers see first: what the drill is, its picture, its objectives with their numbers. Safe HTML. */
final class Summary {
    private static final String CELL = "padding:3px 14px 3px 0;vertical-align:top;border-bottom:1px solid #d8dee4;";

    private Summary() {}

    static String html(Outcome outcome) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : outcome.drill().description().split("\n\\s*\n")) {
            html.append("<p>").append(Html.escape(paragraph)).append("</p>");
        }
        html.append("<p><b>Verdict: ").append(outcome.verdict().label()).append("</b>");
        if (!outcome.cause().isEmpty()) {
            html.append(" - ").append(Html.escape(outcome.cause()));
        }
        html.append("</p>").append(picture(outcome));
        html.append("<table style=\"border-collapse:collapse;margin-top:10px\">");
        html.append(row(
                "th", Stream.of("phase", "objective", "target", "counted from", "measured", "since T0", "verdict")));
        for (Result result : outcome.results()) {
            html.append(row("td", cells(outcome, result).stream()));
        }
        html.append("</table><p>T0 is just before the first injection call was sent")
                .append(outcome.t0() == null ? "; it never came to that." : ": " + outcome.t0() + ".")
                .append("</p>");
        if (!outcome.residuals().isEmpty()) {
            html.append("<h4>Risks that remain, as the response itself says</h4>")
                    .append("<table style=\"border-collapse:collapse\">");
            html.append(row("th", Stream.of("after", "remains")));
            for (Residual residual : outcome.residuals()) {
                html.append(row("td", Stream.of(residual.action(), residual.risk())));
            }
            html.append("</table>");
        }
        if (!outcome.raised().isEmpty()) {
            html.append("<h4>Alerts since T0</h4><table style=\"border-collapse:collapse\">");
            html.append(row(
                    "th",
                    Stream.of("rule", "about", "severity", "seen by", "happened", "raised", "times", "expected")));
            for (Raised raised : outcome.raised()) {
                html.append(row("td", cells(outcome, raised).stream()));
            }
            html.append("</table>");
        }
        return html.toString();
    }

    private static List<String> cells(Outcome outcome, Raised raised) {
        return List.of(
                raised.rule(),
                raised.entities().known().entrySet().stream()
                        .map(entity -> entity.getKey() + " " + entity.getValue())
                        .collect(Collectors.joining(", ")),
                raised.severity(),
                raised.source(),
                since(outcome, raised.happened()),
                since(outcome, raised.seen()),
                String.valueOf(raised.count()),
                raised.expected() ? "yes" : "no");
    }

    private static String since(Outcome outcome, Instant moment) {
        return outcome.t0() == null ? moment.toString() : "T0+" + Times.text(Duration.between(outcome.t0(), moment));
    }

    private static List<String> cells(Outcome outcome, Result result) {
        return List.of(
                result.objective().phase().label(),
                result.objective().title(),
                Times.target(result.objective().target()),
                result.objective().start().label(),
                Times.text(result.measured()),
                Times.text(result.sinceT0(outcome.t0())),
                result.verdict() == Verdict.HELD
                        ? "held"
                        : result.verdict().label().toUpperCase(java.util.Locale.ROOT));
    }

    /** As an image of its own, so that its styles stay inside. */
    private static String picture(Outcome outcome) {
        String data = Base64.getEncoder().encodeToString(TimelineSvg.of(outcome).getBytes(StandardCharsets.UTF_8));
        return "<img style=\"width:100%;max-width:1180px;border:1px solid #d8dee4\" alt=\"Timeline: verdict "
                + outcome.verdict().label() + "\" src=\"data:image/svg+xml;base64," + data + "\">";
    }

    private static String row(String element, Stream<String> cells) {
        return cells.map(cell -> "<" + element + " style=\"" + CELL + "text-align:left\">" + Html.escape(cell) + "</"
                        + element + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
