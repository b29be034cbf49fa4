package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The record for people: one page that stands alone and is fit to print. Made from the record and nothing else. */
final class Page {
    private final String name;
    private final JsonNode statement;
    private final JsonNode own;
    private final Envelope envelope;

    /** @param name the record's file */
    Page(String name, JsonNode statement, Envelope envelope) {
        this.name = name;
        this.statement = statement;
        this.own = statement.path("predicate").path(Statement.OWN);
        this.envelope = envelope;
    }

    String title() {
        return own.path("headline").asText();
    }

    Instant signedAt() {
        return Instant.parse(own.path("signedAt").asText());
    }

    String html() {
        Html html = new Html();
        html.open("html", "lang", "en").open("head");
        html.empty("meta", "charset", "utf-8").element("title", title());
        html.empty("meta", "name", "viewport", "content", "width=device-width");
        html.element("style", css()).close().open("body");
        summary(html);
        lists(html);
        if (own.has("gameday")) {
            GameDaySection.write(html, own.path("gameday"));
        }
        own.path("drills").forEach(drill -> DrillSection.write(html, drill));
        todo(html);
        evidence(html);
        signatures(html);
        return html.close().close().toString();
    }

    private void summary(Html html) {
        html.element("h1", title(), "class", own.path("held").asBoolean() ? "held" : "failed");
        html.open("table").open("tbody");
        fact(html, "Procedure", own.path("procedure").path("title").asText());
        fact(html, "Owner", own.path("procedure").path("owner").asText("-"));
        if (own.path("procedure").has("reference")) {
            fact(
                    html,
                    "Written down in",
                    own.path("procedure").path("reference").asText());
        }
        JsonNode drills = own.path("drills");
        JsonNode last = drills.path(drills.size() - 1);
        fact(html, "When", Texts.moment(drills.path(0).path("from")) + " to " + Texts.moment(last.path("to")));
        JsonNode on = drills.path(0).path("environment");
        fact(
                html,
                "On",
                "Kubernetes " + on.path("Kubernetes").asText("-") + ", nodes "
                        + on.path("Nodes").asText("-") + ", image "
                        + on.path("Node image").asText("-"));
        fact(html, "Took part", people("participants"));
        fact(html, "Approved by", people("approvers"));
        fact(
                html,
                "Signed",
                Texts.moment(own.path("signedAt")) + ", with "
                        + own.path("signedWith").asText() + ", run "
                        + own.path("run").asText());
        html.close().close();
        html.element("h2", "Figures");
        List<String> columns = List.of("", "narrow", "figure", "figure", "figure", "narrow", "narrow");
        html.open("table");
        html.head(columns, List.of("drill", "verdict", "detected", "contained", "recovered", "RTO", "RPO"));
        html.open("tbody");
        for (JsonNode drill : drills) {
            html.row(
                    "td",
                    columns,
                    List.of(
                            drill.path("name").asText(),
                            Texts.verdict(drill.path("verdict")),
                            since(drill, "detect"),
                            since(drill, "contain"),
                            since(drill, "recover"),
                            Texts.rto(drill.path("rto")),
                            Texts.rpo(drill.path("rpo"))));
        }
        html.close().close();
        html.element(
                "p",
                "Times count from T0, just before the first injection call, to the last objective of the phase. "
                        + "A dash: not met, or not an objective of the drill.",
                "class",
                "note");
        if (own.has("since")) {
            TrendSection.write(html, own.path("since"));
        }
    }

    private static String since(JsonNode drill, String phase) {
        Double millis = Trend.millis(drill, phase);
        return Texts.time(StrictJson.MAPPER.valueToTree(millis));
    }

    private String people(String list) {
        List<String> names = new ArrayList<>();
        own.path(list).forEach(person -> names.add(Texts.person(person)));
        return names.isEmpty() ? "-" : String.join("; ", names);
    }

    private static void fact(Html html, String key, String value) {
        html.row("td", List.of("key", ""), List.of(key, value.isEmpty() ? "-" : value));
    }

    private void lists(Html html) {
        if (!own.path("scope").asText().isEmpty()) {
            html.element("h2", "Scope").element("p", own.path("scope").asText());
        }
        list(html, "Objectives", "objectives");
        list(html, "Deviations", "deviations");
        list(html, "Observations", "observations");
    }

    private void list(Html html, String title, String key) {
        if (!own.path(key).isEmpty()) {
            html.element("h2", title).open("ul");
            own.path(key).forEach(item -> html.element("li", item.asText()));
            html.close();
        }
    }

    private void todo(Html html) {
        if (!own.path("advice").isEmpty()) {
            List<String> columns = List.of("key", "narrow", "");
            html.element("h2", "What to fix").open("table");
            html.head(columns, List.of("objective", "verdict", "recommendation"))
                    .open("tbody");
            for (JsonNode one : own.path("advice")) {
                html.row(
                        "td",
                        columns,
                        List.of(
                                one.path("drill").asText() + ": "
                                        + one.path("about").asText(),
                                Texts.verdict(one.path("verdict")),
                                one.path("advice").asText()));
            }
            html.close().close();
        }
        list(html, "Recommendations", "recommendations");
        if (!own.path("actions").isEmpty()) {
            List<String> columns = List.of("", "key", "narrow");
            html.element("h2", "Actions").open("table");
            html.head(columns, List.of("what", "who", "until")).open("tbody");
            own.path("actions")
                    .forEach(one -> html.row(
                            "td",
                            columns,
                            List.of(
                                    one.path("what").asText(),
                                    one.path("owner").asText(),
                                    one.path("due").asText())));
            html.close().close();
        }
    }

    private void evidence(Html html) {
        html.element("h2", "Evidence").open("table");
        List<String> columns = List.of("file", "hash");
        html.head(columns, List.of("file of the run", "SHA-256")).open("tbody");
        for (JsonNode subject : statement.path("subject")) {
            html.row(
                    "td",
                    columns,
                    List.of(
                            subject.path("name").asText(),
                            subject.path("digest").path("sha256").asText()));
        }
        html.close().close();
    }

    private void signatures(Html html) {
        html.open("div", "class", "together").element("h2", "Signatures").open("table", "class", "sign");
        List<String> columns = List.of("key", "", "narrow");
        html.head(columns, List.of("approver", "signature", "date")).open("tbody");
        own.path("approvers").forEach(one -> html.row("td", columns, List.of(Texts.person(one), "", "")));
        html.close().close();
        html.element("p", "The record is signed with these keys (SHA-256 of each public key):");
        envelope.signatures().forEach(one -> html.element("p", one.keyId(), "class", "mono"));
        html.element(
                "p",
                "This page was printed from the record and proves nothing by itself. Check the record:",
                "class",
                "note");
        html.element(
                "p", "tocsin verify " + name + " --key <public key> --evidence <folder of the run>", "class", "mono");
        html.element("p", "SHA-256 of the record: " + Sha256.of(envelope.bytes()), "class", "mono");
        html.close();
    }

    private static String css() {
        try (InputStream in = Page.class.getResourceAsStream("/signoff/page.css")) {
            return "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
