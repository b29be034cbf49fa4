package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know first. */
final class Headline {
    private static final String HELD = "held";

    private Headline() {}

    /** @param gameDay missing if the run was none; one from which something was left out is not held, whatever ran */
    static boolean held(JsonNode drills, JsonNode gameDay) {
        for (JsonNode drill : drills) {
            if (!drill.path("verdict").asText().equals(HELD)) {
                return false;
            }
        }
        return !drills.isEmpty() && gameDay.path("held").asBoolean(true);
    }

    /** {@code HELD: ...} or {@code NOT HELD: ...}, with the reason. */
    static String of(JsonNode drills, JsonNode gameDay) {
        return gameDay.isObject() ? gameDay(drills, gameDay) : of(drills);
    }

    private static String gameDay(JsonNode drills, JsonNode gameDay) {
        List<String> why = new ArrayList<>();
        String own = of(drills);
        if (own.startsWith("NOT ")) {
            why.add(own.substring(own.indexOf(": ") + 2));
        }
        if (!gameDay.path("ended").asText().isEmpty()) {
            why.add("it ended early, for " + gameDay.path("ended").asText());
        }
        if (!gameDay.path("notRun").isEmpty()) {
            int left = gameDay.path("notRun").size();
            why.add(left + (left == 1 ? " drill" : " drills") + " not run");
        }
        long unanswered = 0;
        for (JsonNode asked : gameDay.path("asked")) {
            unanswered += asked.path("by").isTextual() ? 0 : 1;
        }
        if (unanswered > 0) {
            why.add(unanswered + (unanswered == 1 ? " question" : " questions") + " not acknowledged");
        }
        String title = gameDay.path("title").asText();
        int ran = gameDay.path("drills").size(); // a drill may have had several trials
        return held(drills, gameDay)
                ? "HELD: " + title + ", " + ran + " of " + ran + " drills"
                : "NOT HELD: " + title + ": " + String.join("; ", why);
    }

    private static String of(JsonNode drills) {
        List<String> failed = new ArrayList<>();
        for (JsonNode drill : drills) {
            if (!drill.path("verdict").asText().equals(HELD)) {
                failed.add(drill.path("name").asText() + " ("
                        + drill.path("verdict").asText() + ")");
            }
        }
        if (drills.size() == 1) {
            JsonNode drill = drills.get(0);
            return failed.isEmpty()
                    ? "HELD: " + drill.path("title").asText()
                    : "NOT HELD (" + drill.path("verdict").asText() + "): "
                            + drill.path("title").asText();
        }
        return failed.isEmpty()
                ? "HELD: " + drills.size() + " of " + drills.size() + " drills"
                : "NOT HELD: " + failed.size() + " of " + drills.size() + " drills: " + String.join(", ", failed);
    }
}
