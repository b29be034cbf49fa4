package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A drill on the page: what became of each objective, the timeline, what it covers, what it ran on and from. */
final class DrillSection {
    private static final List<String> OBJECTIVES = List.of("phase", "", "short", "start", "figure", "figure", "narrow");
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d{1,6}) (\\d{1,6})\"");
    /** What a landscape page of A4 has room for, under a heading. */
    private static final double WIDEST_MM = 268;

    private static final double HIGHEST_MM = 165;

    private DrillSection() {}

    static void write(Html html, JsonNode drill) {
        html.element("h2", drill.path("title").asText(), "class", "drill");
        html.element(
                "p",
                drill.path("name").asText() + ": " + Texts.verdict(drill.path("verdict"))
                        + (drill.path("cause").asText().isEmpty()
                                ? ""
                                : ". " + drill.path("cause").asText()),
                "class",
                drill.path("verdict").asText().equals("held") ? "good" : "bad");
        for (String paragraph : drill.path("description").asText().split("\n\\s*\n")) {
            html.element("p", paragraph);
        }
        objectives(html, drill.path("objectives"));
        residual(html, drill.path("residualRisks"));
        html.element("h3", "Covers").open("ul");
        drill.path("techniques").forEach(one -> coded(html, "ATT&CK ", one));
        drill.path("covers").forEach(one -> coded(html, "Guide ", one));
        html.close();
        environment(html, drill);
        files(html, drill.path("files"));
        picture(html, drill);
    }

    private static void coded(Html html, String of, JsonNode one) {
        html.element("li", of + one.path("id").asText() + " " + one.path("name").asText());
    }

    private static void objectives(Html html, JsonNode objectives) {
        html.element("h3", "Objectives").open("table");
        html.head(OBJECTIVES, List.of("phase", "objective", "target", "from", "measured", "since T0", "verdict"));
        html.open("tbody");
        for (JsonNode one : objectives) {
            html.row(
                    "td",
                    OBJECTIVES,
                    List.of(
                            one.path("phase").asText(),
                            one.path("title").asText(),
                            Texts.target(one.path("targetMillis")),
                            one.path("start").asText(),
                            Texts.time(one.path("measuredMillis")),
                            Texts.time(one.path("sinceT0Millis")),
                            Texts.verdict(one.path("verdict"))));
            if (!one.path("verdict").asText().equals("held")) {
                String because = one.path("because").asText("");
                html.open("tr").open("td", "colspan", "7", "class", "saw");
                html.text("saw: " + one.path("explanation").asText()
                        + (because.isEmpty() ? "" : ". Demanded because " + because)
                        + " (" + one.path("where").asText() + ")");
                html.close().close();
            }
        }
        html.close().close();
    }

    /** What the response says that it does not cover. */
    private static void residual(Html html, JsonNode risks) {
        if (!risks.isEmpty()) {
            html.element("h3", "Risks that remain").open("ul");
            risks.forEach(one -> html.element(
                    "li", one.path("action").asText() + ": " + one.path("risk").asText()));
            html.close();
        }
    }

    private static void environment(Html html, JsonNode drill) {
        html.element("h3", "Ran on").open("table").open("tbody");
        for (Map.Entry<String, JsonNode> one : drill.path("environment").properties()) {
            html.row(
                    "td",
                    List.of("what file", one.getValue().asText().startsWith("sha256:") ? "digest" : "file"),
                    List.of(one.getKey(), one.getValue().asText()));
        }
        html.close().close();
    }

    private static void files(Html html, JsonNode files) {
        List<String> columns = List.of("phase file", "file", "hash");
        html.element("h3", "Ran from").open("table");
        html.head(columns, List.of("what", "file", "SHA-256")).open("tbody");
        for (JsonNode file : files) {
            html.row(
                    "td",
                    columns,
                    List.of(
                            file.path("kind").asText(),
                            file.path("file").asText(),
                            file.path("sha256").asText()));
        }
        html.close().close();
    }

    /** As an image of its own, so that neither its styles nor anything else in it gets out. */
    private static void picture(Html html, JsonNode drill) {
        String svg = drill.path("picture").asText();
        List<String> attributes = new ArrayList<>(List.of(
                "alt",
                "Timeline of " + drill.path("name").asText(),
                "src",
                "data:image/svg+xml;base64,"
                        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8))));
        Matcher size = SIZE.matcher(svg);
        if (size.find()) {
            double width = Math.max(1, Double.parseDouble(size.group(1)));
            double height = Math.max(1, Double.parseDouble(size.group(2)));
            double scale = Math.min(WIDEST_MM / width, HIGHEST_MM / height);
            attributes.add("style");
            attributes.add(String.format(Locale.ROOT, "width:%.1fmm;height:%.1fmm", width * scale, height * scale));
        }
        html.open("div", "class", "picture")
                .empty("img", attributes.toArray(String[]::new))
                .close();
    }
}
