package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A game day on the page: how it went as a whole, who acknowledged what, what was told, other targets and why. */
final class GameDaySection {
    private GameDaySection() {}

    static void write(Html html, JsonNode day) {
        html.element("h2", "The game day").open("table").open("tbody");
        fact(html, "Name", day.path("gameday").asText());
        fact(
                html,
                "Time",
                Texts.moment(day.path("from")) + " to " + Texts.moment(day.path("to")) + ", at most "
                        + Texts.target(day.path("budgetMillis")));
        fact(html, "Drawn by seed", day.path("seed").asText());
        if (!day.path("ended").asText().isEmpty()) {
            fact(html, "ENDED EARLY", day.path("ended").asText());
        }
        if (!day.path("notRun").isEmpty()) {
            fact(html, "NOT RUN", texts(day.path("notRun")));
        }
        html.close().close();
        asked(html, day.path("asked"));
        told(html, day.path("told"));
        day.path("incidents").forEach(one -> incident(html, one));
        targets(html, day.path("targets"));
        slower(html, day);
    }

    private static void fact(Html html, String key, String value) {
        html.row("td", List.of("key", ""), List.of(key, value));
    }

    private static void asked(Html html, JsonNode asked) {
        if (asked.isEmpty()) {
            return;
        }
        List<String> columns = List.of("", "key", "figure", "figure", "");
        table(html, "Acknowledged", columns, List.of("what", "by", "after", "within", "note"));
        for (JsonNode one : asked) {
            html.row(
                    "td",
                    columns,
                    List.of(
                            one.path("question").asText(),
                            one.path("by").isTextual()
                                    ? one.path("by").asText() + ", "
                                            + one.path("of").asText()
                                    : "NOBODY (" + one.path("of").asText() + ")",
                            Texts.time(one.path("waitedMillis")),
                            Texts.target(one.path("withinMillis")),
                            one.path("note").asText()));
        }
        html.close().close();
    }

    private static void told(Html html, JsonNode told) {
        if (told.isEmpty()) {
            return;
        }
        List<String> columns = List.of("narrow", "key", "", "");
        table(html, "Told to stakeholders", columns, List.of("when", "to", "what", "sent"));
        for (JsonNode one : told) {
            html.row(
                    "td",
                    columns,
                    List.of(
                            Texts.moment(one.path("at")),
                            texts(one.path("to")),
                            one.path("what").asText(),
                            one.path("sent").asText()));
        }
        html.close().close();
    }

    private static void incident(Html html, JsonNode incident) {
        JsonNode opened = incident.path("opened");
        html.element("h3", "One incident: " + texts(incident.path("drills")));
        html.element(
                "p",
                opened.isMissingNode()
                        ? "NEVER OPENED: nothing was raised."
                        : "Opened once, " + Texts.time(opened.path("sinceMillis")) + " after its first step, by "
                                + opened.path("by").asText() + ".");
        List<String> columns = List.of("figure", "narrow", "narrow", "");
        html.open("table")
                .head(columns, List.of("after", "phase", "who", "what"))
                .open("tbody");
        for (JsonNode step : incident.path("steps")) {
            html.row(
                    "td",
                    columns,
                    List.of(
                            Texts.time(step.path("sinceMillis")),
                            step.path("phase").asText(),
                            step.path("who").asText(),
                            step.path("what").asText()));
        }
        html.close().close();
    }

    private static void targets(Html html, JsonNode targets) {
        if (targets.isEmpty()) {
            return;
        }
        List<String> columns = List.of("", "key", "figure", "");
        table(html, "Other targets than the drills' own", columns, List.of("drill", "objective", "within", "because"));
        for (JsonNode one : targets) {
            html.row(
                    "td",
                    columns,
                    List.of(
                            one.path("drill").asText(),
                            one.path("objective").asText()
                                    + (one.path("of").isTextual()
                                            ? " " + one.path("of").asText()
                                            : ""),
                            Texts.target(one.path("withinMillis")),
                            one.path("because").asText()));
        }
        html.close().close();
    }

    private static void slower(Html html, JsonNode day) {
        if (!day.path("slower").isEmpty()) {
            List<String> columns = List.of("", "key", "figure", "figure", "figure", "narrow");
            table(html, "Slower than before", columns, List.of("drill", "what", "before", "now", "p", "trials"));
            for (JsonNode one : day.path("slower")) {
                html.row(
                        "td",
                        columns,
                        List.of(
                                one.path("drill").asText(),
                                one.path("what").asText(),
                                Texts.time(one.path("beforeMillis")),
                                Texts.time(one.path("nowMillis")),
                                one.path("p").asText(),
                                one.path("trialsNow").asText() + " against "
                                        + one.path("trialsBefore").asText()));
            }
            html.close().close();
        }
        if (!day.path("undecided").isEmpty()) {
            html.element(
                    "p",
                    "Too few trials, now or before, to tell whether slower: " + texts(day.path("undecided")) + ".",
                    "class",
                    "note");
        }
    }

    private static void table(Html html, String title, List<String> columns, List<String> titles) {
        html.element("h3", title).open("table").head(columns, titles).open("tbody");
    }

    private static String texts(JsonNode list) {
        StringBuilder text = new StringBuilder();
        list.forEach(one -> text.append(text.isEmpty() ? "" : ", ").append(one.asText()));
        return text.toString();
    }
}
