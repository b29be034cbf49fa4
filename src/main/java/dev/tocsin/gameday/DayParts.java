package dev.tocsin.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the shards of one game day came to.
 *
 * @param days each one's {@code gameday.json}
 * @param plan the game day's file
 */
record DayParts(List<JsonNode> days, String plan) {
    static final String JSON = "gameday.json";
    static final String PLAN = "gameday.yaml";

    /** Empty if none left anything of a game day: the run was none, or all of its shards were killed. */
    static Optional<DayParts> read(Collection<Path> parts) throws IOException {
        List<JsonNode> days = new ArrayList<>();
        String plan = "";
        for (Path part : parts) {
            if (Files.exists(part.resolve(JSON))) {
                days.add(History.JSON.readTree(part.resolve(JSON).toFile()));
                plan = Files.readString(part.resolve(PLAN));
            }
        }
        return days.isEmpty() ? Optional.empty() : Optional.of(new DayParts(days, plan));
    }

    /** Whether the game day's file says so. */
    boolean slowerFails() {
        try {
            return !new YAMLMapper()
                    .readTree(plan)
                    .at("/compare/slower")
                    .asText()
                    .equals("tell");
        } catch (IOException e) {
            throw new IllegalStateException("It was read before: " + plan, e);
        }
    }

    /** As one {@code gameday.json}. What one shard planned and did not run is named by it. */
    static ObjectNode together(DayParts parts, String missing, List<String> notRun) {
        ObjectNode whole = parts.days().get(0).deepCopy();
        whole.put("from", parts.texts("from").first());
        whole.put("to", parts.texts("to").last());
        whole.put("trouble", String.join("; ", parts.texts("trouble")));
        TreeSet<String> ended = parts.texts("ended");
        if (!missing.isEmpty()) {
            ended.add(missing);
        }
        whole.put("ended", String.join("; ", ended));
        for (String list : List.of("drills", "asked", "told", "slower", "undecided")) {
            parts.all(list, whole.putArray(list));
        }
        notRun.forEach(whole.putArray("notRun")::add);
        ObjectNode changes = whole.putObject("changes");
        TreeSet<String> since = parts.texts("/changes/since");
        changes.put("since", since.isEmpty() ? null : since.last());
        for (String list : List.of("better", "worse")) {
            parts.all("/changes/" + list, changes.putArray(list));
        }
        boolean held = notRun.isEmpty() && missing.isEmpty();
        for (JsonNode day : parts.days()) {
            held &= day.path("held").asBoolean();
        }
        return whole.put("held", held);
    }

    private static String pointer(String key) {
        return key.startsWith("/") ? key : "/" + key;
    }

    /** What each says there, unless it says nothing. */
    private TreeSet<String> texts(String key) {
        TreeSet<String> texts = new TreeSet<>();
        for (JsonNode day : days) {
            String text = day.at(pointer(key)).asText("");
            if (!text.isEmpty() && !day.at(pointer(key)).isNull()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private void all(String key, ArrayNode into) {
        days.forEach(day -> day.at(pointer(key)).forEach(into::add));
    }
}
