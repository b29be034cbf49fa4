package dev.tocsin.signal.runtime;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Event;
import dev.tocsin.timeline.Entities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a real sensor told while each case was done, as {@code RuntimeSensorIT -Dgolden.update=1} writes it. */
final class RecordedCases {
    static final Path FILE = Path.of("src/test/resources/runtime/cases.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedCases() {}

    /** A line a case's name, then a line an event. */
    static void write(Map<String, List<Event>> cases) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, List<Event>> one : cases.entrySet()) {
            lines.add(JSON.writeValueAsString(Map.of("case", one.getKey())));
            for (Event event : one.getValue()) {
                lines.add("{\"category\":\"" + event.logSource().category() + "\",\"event\":" + event.line() + "}");
            }
        }
        Files.write(FILE, lines);
    }

    static Map<String, List<Event>> read() {
        Map<String, List<Event>> cases = new LinkedHashMap<>();
        List<Event> events = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(FILE)) {
                JsonNode node = JSON.readTree(line);
                if (node.has("case")) {
                    events = new ArrayList<>();
                    cases.put(node.get("case").asText(), events);
                } else {
                    events.add(event(node));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static Event event(JsonNode node) {
        JsonNode whole = node.get("event");
        Instant happened = Instant.parse(whole.get("time").asText());
        return new Event(
                RuntimeKind.NAME,
                new LogSource(node.get("category").asText(), "linux", ""),
                JSON.convertValue(whole.get("output_fields"), new TypeReference<Map<String, Object>>() {}),
                whole.toString(),
                happened,
                happened,
                Entities.NONE);
    }
}
