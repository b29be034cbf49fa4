package dev.tocsin.report;

import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.ProofedDrill;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.util.List;

/** Drills by mutants as a page. It asks nobody for anything, and its styles stand in its elements: Allure shows it too. */
final class ProofingHtml {
    private static final String CELL =
            "padding:4px 12px 4px 0;vertical-align:top;border-bottom:1px solid #d8dee4;" + "text-align:left;";

    private ProofingHtml() {}

    static String of(List<ProofedDrill> drills) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Proofing: drills by mutants</title></head>"
                + "<body style=\"font:14px system-ui,'Segoe UI',Helvetica,Arial,sans-serif;color:#24292f;margin:24px\">"
                + "<h1 style=\"font-size:22px\">Proofing: drills by mutants</h1>" + matrix(drills) + "</body></html>\n";
    }

    /** The matrix, and below it each mutant with what it came to. */
    static String matrix(List<ProofedDrill> drills) {
        StringBuilder html =
                new StringBuilder("<p>Each drill was run with one of its defences broken. <b>Noticed</b>: it came"
                        + " to the verdict that it had to come to. <b>Survived</b>: it did not, so something that it demands cannot"
                        + " fail. <b>n/a</b>: there is nothing of the kind to break in this drill.</p>");
        List<String> kinds = ProofedDrill.kinds(drills);
        html.append(TABLE).append("<tr>").append(cell("th", "drill", ""));
        kinds.forEach(kind -> html.append(cell("th", Html.escape(kind), "")));
        html.append("</tr>");
        for (ProofedDrill drill : drills) {
            html.append("<tr>").append(cell("td", "<b>" + Html.escape(drill.drill()) + "</b>", ""));
            kinds.forEach(kind -> html.append(cell(drill.of(kind))));
            html.append("</tr>");
        }
        html.append("</table>");
        drills.forEach(drill -> html.append(detail(drill)));
        return html.toString();
    }

    private static final String TABLE = "<table style=\"border-collapse:collapse;margin:12px 0\">";

    private static String cell(List<Proofed> mutants) {
        Finding worst = mutants.stream()
                .map(Proofed::finding)
                .filter(finding -> finding != Finding.NOT_APPLICABLE)
                .max(Finding::compareTo)
                .orElse(Finding.NOT_APPLICABLE);
        String text = ProofedDrill.cell(mutants);
        String more =
                switch (worst) {
                    case SURVIVED -> " SURVIVED";
                    case INCONCLUSIVE -> " inconclusive";
                    case NOT_RUN -> " not run";
                    case NOT_APPLICABLE, NOTICED -> "";
                };
        return cell("td", text + more, colour(worst));
    }

    private static String unbroken(ProofedDrill drill) {
        if (drill.verdict() == Verdict.HELD) {
            return "Unbroken, it held.";
        }
        return "Unbroken, it was <b>" + drill.verdict().label() + "</b>"
                + (ProofedDrill.count(drill.mutants(), Finding.NOT_RUN) > 0
                        ? ": its mutants say nothing."
                        : " in what has to work throughout, for which its mutants are not asked.");
    }

    private static String detail(ProofedDrill drill) {
        StringBuilder html = new StringBuilder("<h2 style=\"font-size:17px\">" + Html.escape(drill.drill()) + "</h2><p>"
                + unbroken(drill) + " " + Times.text(drill.took()) + " in all.</p>" + TABLE);
        html.append("<tr>");
        List.of("mutant", "what is broken", "it has to come to", "finding", "what it came to", "took")
                .forEach(head -> html.append(cell("th", head, "")));
        html.append("</tr>");
        for (Proofed mutant : drill.mutants()) {
            html.append("<tr>")
                    .append(cell("td", Html.escape(mutant.mutant()), ""))
                    .append(cell("td", Html.escape(mutant.broken()), ""))
                    .append(cell("td", Html.escape(mutant.demanded()), ""))
                    .append(cell("td", mutant.finding().label(), colour(mutant.finding())))
                    .append(cell("td", Html.escape(mutant.seen()), ""))
                    .append(cell("td", mutant.took().isZero() ? "-" : Times.text(mutant.took()), ""))
                    .append("</tr>");
        }
        html.append("</table>");
        List<String> unchallenged = drill.unchallenged();
        return html
                + (unchallenged.isEmpty()
                        ? ""
                        : "<p>No mutant made these miss: " + Html.escape(String.join("; ", unchallenged)) + ".</p>");
    }

    /** What stands above a mutant's own drill. */
    static String mutant(Proofed proofed) {
        return "<p>" + Html.escape(proofed.broken()) + " "
                + (proofed.demanded().isEmpty() ? "" : "It has to come to: " + Html.escape(proofed.demanded()) + ". ")
                + "<b>" + proofed.finding().label() + "</b>: " + Html.escape(proofed.seen()) + "</p>";
    }

    private static String colour(Finding finding) {
        return switch (finding) {
            case NOTICED -> "color:#116329;font-weight:600;";
            case SURVIVED, INCONCLUSIVE -> "color:#a40e26;font-weight:600;";
            case NOT_APPLICABLE, NOT_RUN -> "color:#57606a;";
        };
    }

    private static String cell(String element, String html, String style) {
        return "<" + element + " style=\"" + CELL + style + "\">" + html + "</" + element + ">";
    }
}
