package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** What changed since the last record, as a table. */
final class TrendSection {
    private static final List<String> COLUMNS = List.of("", "key", "figure", "figure", "narrow");

    private TrendSection() {}

    static void write(Html html, JsonNode since) {
        html.element("h2", "Since the last record");
        html.element(
                "p",
                "Run " + since.path("run").asText() + ", signed " + Texts.moment(since.path("signedAt")) + ": "
                        + since.path("headline").asText());
        html.open("table");
        html.head(COLUMNS, List.of("drill", "what", "before", "now", "change")).open("tbody");
        for (JsonNode drill : since.path("drills")) {
            html.row(
                    "td",
                    COLUMNS,
                    List.of(
                            drill.path("name").asText(),
                            "verdict",
                            verdict(drill.path("verdictBefore")),
                            verdict(drill.path("verdictNow")),
                            drill.path("verdictBefore").equals(drill.path("verdictNow")) ? "same" : "changed"));
            drill.path("figures").forEach(figure -> figure(html, figure));
        }
        html.close().close();
        html.element("p", "SHA-256 of that record: " + since.path("record").asText(), "class", "mono");
    }

    private static String verdict(JsonNode verdict) {
        return verdict.isTextual() ? Texts.verdict(verdict) : "not run";
    }

    private static void figure(Html html, JsonNode figure) {
        String what = figure.path("what").asText();
        boolean rows = what.startsWith("rpo");
        html.row(
                "td",
                COLUMNS,
                List.of(
                        "",
                        words(what),
                        value(figure.path("before"), rows),
                        value(figure.path("now"), rows),
                        change(figure.path("before"), figure.path("now"), rows)));
    }

    private static String words(String what) {
        return switch (what) {
            case "detect" -> "detected after";
            case "contain" -> "contained after";
            case "eradicate" -> "eradicated after";
            case "recover" -> "recovered after";
            case "rto measuredMillis" -> "RTO";
            default -> "RPO: rows lost";
        };
    }

    private static String value(JsonNode value, boolean rows) {
        return rows ? Texts.number(value) : Texts.time(value);
    }

    private static String change(JsonNode before, JsonNode now, boolean rows) {
        if (!before.isNumber() || !now.isNumber()) {
            return "-";
        }
        double by = now.asDouble() - before.asDouble();
        if (rows) {
            return String.format(Locale.ROOT, "%+d", Math.round(by));
        }
        String sign = by < 0 ? "" : "+";
        return sign + Texts.time(StrictJson.MAPPER.valueToTree(by));
    }
}
