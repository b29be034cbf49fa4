package dev.tocsin.prove.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages to stakeholders, by incident, in the order in which they were written.
 *
 * @param byIncident the messages of each
 */
record Messages(Map<String, List<Message>> byIncident) {
    /** There is no message at all. */
    static final Judged NOBODY = new Judged(List.of(), List.of("nobody was told anything"));

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param lines one message each, as JSON; one that cannot be read counts as one with nothing in it */
    static Messages read(String lines) {
        Map<String, List<Message>> all = new LinkedHashMap<>();
        lines.lines().map(Messages::tree).forEach(tree -> all.computeIfAbsent(
                        tree.path("incident").asText(), incident -> new ArrayList<>())
                .add(new Message(tree)));
        return new Messages(all);
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /**
     * A message that has to be there.
     *
     * @param within how long after the detection
     */
    record Wanted(String status, Duration within) {}

    /**
     * What the messages of an incident are.
     *
     * @param statuses of all of them
     * @param faults what is missing or wrong
     */
    record Judged(List<String> statuses, List<String> faults) {}

    /** Those of one incident. */
    record Incident(List<Message> messages) {
        /** The wanted ones must be among them, in their order; others may come between. */
        Judged judged(List<Wanted> wanted) {
            List<String> faults = new ArrayList<>();
            List<Message> left = new ArrayList<>(messages);
            Message before = null;
            for (Wanted one : wanted) {
                while (!left.isEmpty() && !left.get(0).status().equals(one.status())) {
                    left.remove(0);
                }
                if (left.isEmpty()) {
                    faults.add("nobody was told in its turn that it is " + one.status());
                    break;
                }
                Message message = left.remove(0);
                message.faults(one, before).forEach(fault -> faults.add(one.status() + " " + fault));
                before = message;
            }
            return new Judged(messages.stream().map(Message::status).toList(), faults);
        }
    }

    List<Incident> incidents() {
        return byIncident.values().stream().map(Incident::new).toList();
    }
}
