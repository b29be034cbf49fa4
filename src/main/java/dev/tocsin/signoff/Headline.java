package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know first. */
final class Headline {
    private static final String HELD = "held";

    private Headline() {}

    static boolean held(JsonNode drills) {
        for (JsonNode drill : drills) {
            if (!drill.path("verdict").asText().equals(HELD)) {
                return false;
            }
        }
        return !drills.isEmpty();
    }

    /** {@code HELD: ...} or {@code NOT HELD: ...}, with the reason. */
    static String of(JsonNode drills) {
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
