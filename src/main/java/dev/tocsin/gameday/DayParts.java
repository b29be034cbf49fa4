package dev.tocsin.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tocsin.scenario.GameDay;
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
            return GameDay.Compare.slowerFails(new YAMLMapper().readTree(plan));
        } catch (IOException e) {
            throw new IllegalStateException("It was read before: " + plan, e);
        }
    }

    /** As one {@code gameday.json}. What one shard planned and did not run is named by it. */
    ObjectNode together(String missing, List<String> notRun) {
        ObjectNode whole = days.get(0).deepCopy();
        whole.put("from", texts("/from").first());
        whole.put("to", texts("/to").last());
        whole.put("trouble", String.join("; ", texts("/trouble")));
        TreeSet<String> ended = texts("/ended");
        if (!missing.isEmpty()) {
            ended.add(missing);
        }
        whole.put("ended", String.join("; ", ended));
        for (String list : List.of("drills", "asked", "told", "incidents", "slower", "undecided")) {
            all("/" + list, whole.putArray(list));
        }
        notRun.forEach(whole.putArray("notRun")::add);
        ObjectNode changes = whole.putObject("changes");
        TreeSet<String> since = texts("/changes/since");
        changes.put("since", since.isEmpty() ? null : since.last());
        for (String list : List.of("better", "worse")) {
            all("/changes/" + list, changes.putArray(list));
        }
        boolean held = notRun.isEmpty() && missing.isEmpty();
        for (JsonNode day : days) {
            held &= day.path("held").asBoolean();
        }
        return whole.put("held", held);
    }

    /** What each says there, unless it says nothing. */
    private TreeSet<String> texts(String pointer) {
        TreeSet<String> texts = new TreeSet<>();
        for (JsonNode day : days) {
            String text = day.at(pointer).asText("");
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private void all(String pointer, ArrayNode into) {
        days.forEach(day -> day.at(pointer).forEach(into::add));
    }
}
