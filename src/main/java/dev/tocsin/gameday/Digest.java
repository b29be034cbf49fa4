package dev.tocsin.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A game day in at most ten lines, fit for a chat message: what it came to, and what changed since the last one. */
final class Digest {
    private static final int MOST_NAMES = 5;
    private static final int LONGEST_CAUSE = 160;

    private Digest() {}

    /**
     * @param day its {@code gameday.json}
     * @param run the name of its run's folder
     */
    static String of(JsonNode day, String run) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(day));
        if (day.path("trouble").asText().isEmpty()) {
            changes(day.path("changes"), lines);
        } else {
            lines.add("not compared with earlier ones: "
                    + day.path("trouble").asText().replace('\n', ' '));
        }
        if (!day.path("ended").asText().isEmpty()) {
            lines.add("ended early: " + day.path("ended").asText());
        }
        some("not run", texts(day.path("notRun")), lines);
        some("could not tell", all(day.path("drills")).flatMap(Digest::cause).toList(), lines);
        some("slower", all(day.path("slower")).map(Digest::slower).toList(), lines);
        some("too few trials to tell whether slower", texts(day.path("undecided")), lines);
        some("asked", all(day.path("asked")).map(Digest::answer).toList(), lines);
        String seed = day.path("seed").asText();
        lines.add("seed: " + seed + ", -Dseed=" + seed + " draws the same; run " + run);
        return String.join("\n", lines) + "\n";
    }

    private static String headline(JsonNode day) {
        int notRun = day.path("notRun").size();
        int planned = day.path("drills").size() + notRun;
        String verdicts = Stream.of(Verdict.values())
                .filter(verdict -> verdict != Verdict.HELD)
                .map(verdict -> counted(count(day, verdict), verdict.label()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining());
        Instant from = Instant.parse(day.path("from").asText());
        return (day.path("held").asBoolean() ? "[HELD] " : "[NOT HELD] ")
                + day.path("gameday").asText() + ": " + count(day, Verdict.HELD) + " of " + planned + " drills held"
                + verdicts + counted(notRun, "not run") + "; "
                + Times.text(Duration.between(from, Instant.parse(day.path("to").asText())))
                + " of "
                + Times.target(Duration.ofMillis(day.path("budgetMillis").asLong()));
    }

    private static long count(JsonNode day, Verdict verdict) {
        return all(day.path("drills"))
                .filter(drill -> drill.path("verdict").asText().equals(verdict.label()))
                .count();
    }

    private static String counted(long number, String what) {
        return number == 0 ? "" : ", " + number + " " + what;
    }

    private static void changes(JsonNode changes, List<String> lines) {
        if (!changes.path("since").isTextual()) {
            lines.add("the first of this name here: nothing to compare with");
        } else if (changes.path("better").isEmpty() && changes.path("worse").isEmpty()) {
            lines.add("nothing changed since " + changes.path("since").asText().substring(0, 10));
        }
        some("worse", texts(changes.path("worse")), lines);
        some("better", texts(changes.path("better")), lines);
    }

    private static void some(String what, List<String> items, List<String> lines) {
        if (!items.isEmpty()) {
            lines.add(what + ": " + items.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                    + (items.size() > MOST_NAMES ? " and " + (items.size() - MOST_NAMES) + " more" : ""));
        }
    }

    private static Stream<String> cause(JsonNode drill) {
        String cause = drill.path("cause").asText().replaceAll("\\s+", " ");
        String part = cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) + "..." : cause;
        return part.isEmpty() ? Stream.of() : Stream.of(drill.path("name").asText() + " (" + part + ")");
    }

    private static String slower(JsonNode one) {
        return String.format(
                Locale.ROOT,
                "%s %s %s -> %s (p %.4f, %d against %d trials)",
                one.path("drill").asText(),
                one.path("what").asText(),
                time(one.path("beforeMillis")),
                time(one.path("nowMillis")),
                one.path("p").asDouble(),
                one.path("trialsNow").asInt(),
                one.path("trialsBefore").asInt());
    }

    private static String time(JsonNode millis) {
        return Times.text(Duration.ofNanos((long) (millis.asDouble() * 1e6)));
    }

    private static String answer(JsonNode answer) {
        String waited = time(answer.path("waitedMillis"));
        return answer.path("id").asText() + " ("
                + (answer.path("by").isTextual()
                        ? answer.path("by").asText() + " after " + waited
                        : "NOBODY within " + waited)
                + ")";
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<String> texts(JsonNode list) {
        return all(list).map(JsonNode::asText).toList();
    }
}
