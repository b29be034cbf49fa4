package dev.tocsin.signal.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.timeline.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What came through a format or a receiver. */
public class Heard implements Sink {
    public static final Instant SEEN = Instant.parse("2026-11-24T12:00:05Z");
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void event(Event event) {
        events.add(event);
    }

    @Override
    public synchronized void alert(Alert alert) {
        alerts.add(alert);
    }

    public synchronized List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** What a format makes of a JSON text. */
    public static List<Received> by(Format format, String json) throws Malformed {
        List<Received> records = new ArrayList<>();
        try {
            format.read(new Document(new ObjectMapper().readTree(json)), SEEN, records::add);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        return records;
    }

    public static Alert alertBy(Format format, String json) throws Malformed {
        return by(format, json).stream()
                .filter(Received.Raised.class::isInstance)
                .map(record -> ((Received.Raised) record).alert())
                .findFirst()
                .orElseThrow();
    }
}
