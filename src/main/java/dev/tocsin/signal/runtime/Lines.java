package dev.tocsin.signal.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what one node's sensor tells, line by line. What it cannot read it counts; no line stops it. */
final class Lines {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of threads there may be more, but not of threads amid a system call that is being told. */
    private static final int MOST_OPEN = 4_096;

    private final Map<String, Parts> open = new LinkedHashMap<>();
    private final Map<Integer, String> calls = new HashMap<>();
    private final Containers containers;
    private final WallClock clock;
    private final Losses losses;

    Lines(Containers containers, WallClock clock, Losses losses) {
        this.containers = containers;
        this.clock = clock;
        this.losses = losses;
    }

    /** What is complete with this line; null if nothing is. */
    @Nullable
    Seen read(String line) {
        try {
            JsonNode message = JSON.readTree(line);
            JsonNode data = message.path("data");
            switch (message.path("type").asText()) {
                case "printf":
                    return told(Bytes.text(data.asText()));
                case "container":
                    containers.add(data);
                    return null;
                case "lost_events":
                    losses.dropped(data.path("events").asLong(1));
                    return null;
                case "attached_probes":
                    return null;
                default:
                    losses.unreadable();
                    return null;
            }
        } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException e) {
            losses.unreadable();
            return null;
        }
    }

    /** @throws IllegalArgumentException if it is no line of the sensor's script */
    private @Nullable Seen told(String text) {
        String[] words = text.split(" ", 3);
        if (words[0].length() != 1 || words.length < 2) {
            throw new IllegalArgumentException("no letter and key");
        }
        char letter = words[0].charAt(0);
        String rest = words.length == 3 ? words[2] : "";
        switch (letter) {
            case 'H':
                clock.set(Long.parseLong(words[1]), rest);
                return null;
            case 'N':
                name(Integer.parseInt(words[1]), rest);
                return null;
            case 'E':
                begin(words[1], rest);
                return null;
            case 'X':
                return end(words[1]);
            default:
                Parts parts = open.get(words[1]);
                if (parts == null) {
                    losses.incomplete();
                } else {
                    parts.add(letter, rest);
                }
                return null;
        }
    }

    private void name(int number, String call) {
        if (number == 0 && !calls.isEmpty()) {
            losses.restarted();
            open.clear();
        }
        calls.put(number, call);
    }

    private void begin(String key, String numbers) {
        if (open.size() >= MOST_OPEN) {
            open.remove(open.keySet().iterator().next());
            losses.incomplete();
        }
        Parts parts = new Parts();
        parts.add('E', numbers);
        open.put(key, parts);
    }

    private @Nullable Seen end(String key) {
        Parts parts = open.remove(key);
        if (parts == null) {
            losses.incomplete();
            return null;
        }
        int dot = key.indexOf('.');
        return parts.seen(Long.parseLong(key, 0, Math.max(0, dot), 10), calls);
    }
}
