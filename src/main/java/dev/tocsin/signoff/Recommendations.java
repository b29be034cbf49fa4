package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What to fix, from a catalogue of causes: the first row that fits an objective that was not held. */
final class Recommendations {
    private static final String RESOURCE = "/signoff/recommendations.tsv";
    private static final List<Row> ROWS = read();

    private record Row(Pattern phase, Pattern verdict, Pattern seen, String advice) {
        boolean fits(String inPhase, String as, String what) {
            return phase.matcher(inPhase).matches()
                    && verdict.matcher(as).matches()
                    && seen.matcher(what).find();
        }
    }

    private Recommendations() {}

    /** For each objective that was not held, and for a drill that could not tell. */
    static ArrayNode of(JsonNode drills) {
        ArrayNode all = StrictJson.MAPPER.createArrayNode();
        for (JsonNode drill : drills) {
            String name = drill.path("name").asText();
            for (JsonNode objective : drill.path("objectives")) {
                String verdict = objective.path("verdict").asText();
                if (!verdict.equals("held")) {
                    String title = objective.path("title").asText();
                    add(
                            all,
                            name,
                            objective.path("phase").asText(),
                            title,
                            verdict,
                            title + " " + objective.path("explanation").asText());
                }
            }
            String verdict = drill.path("verdict").asText();
            if (List.of("inconclusive", "false alarm").contains(verdict)) {
                add(all, name, "drill", verdict, verdict, drill.path("cause").asText());
            }
            for (String figure : List.of("rto", "rpo")) {
                String one = drill.path(figure).path("verdict").asText("held");
                if (!one.equals("held")) {
                    add(all, name, figure, figure.toUpperCase(Locale.ROOT), one, "");
                }
            }
        }
        return all;
    }

    private static void add(ArrayNode all, String drill, String phase, String about, String verdict, String seen) {
        ROWS.stream().filter(row -> row.fits(phase, verdict, seen)).findFirst().ifPresent(row -> all.addObject()
                .put("drill", drill)
                .put("about", phase.equals("drill") ? about : phase + " " + about)
                .put("verdict", verdict)
                .put("advice", row.advice()));
    }

    private static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Recommendations.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t", 4);
                    rows.add(new Row(
                            Pattern.compile(cells[0]), Pattern.compile(cells[1]), Pattern.compile(cells[2]), cells[3]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
        return List.copyOf(rows);
    }
}
