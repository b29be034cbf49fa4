package dev.tocsin.signal.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.Surroundings;
import dev.tocsin.timeline.Entities;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What one node's sensor tells. */
final class NodeSensor implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private final Surroundings around;
    private final Sink sink;
    private final String node;
    private final Containers containers;
    private final CommandLines commands = new CommandLines();
    private final WallClock clock = new WallClock();
    private final Losses losses = new Losses();
    private final Lines lines;
    private final Canary canary;
    private final Closeable following;
    private boolean attached;

    NodeSensor(Surroundings around, Sink sink, String node, Function<String, Container> askedByPodUid) {
        this.around = around;
        this.sink = sink;
        this.node = node;
        this.containers = new Containers(askedByPodUid);
        this.lines = new Lines(containers, clock, losses);
        this.canary = new Canary(around.cluster(), node, around.clock());
        this.following = around.cluster().followOnNode(node, SensorPods.LOG, this::read, losses::fileCut);
    }

    private void read(String line) {
        Instant now = around.clock().instant();
        Seen seen = lines.read(line);
        if (seen == null) {
            return;
        }
        Instant happened = clock.at(seen.nanos());
        Container container = containers.of(seen.group(), seen.groupParent());
        commands.add(seen);
        if (!OwnWork.is(seen, container) && !canary.hear(seen, happened, now)) {
            sink.event(event(seen, container, happened, now));
        }
    }

    private Event event(Seen seen, Container container, Instant happened, Instant now) {
        Map<String, Object> fields = FalcoFields.of(seen, container, commands, happened, node);
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("hostname", node);
        whole.put("source", "syscall");
        whole.put("time", happened.toString());
        whole.put("output_fields", fields);
        Entities entities = Entities.NONE.withNode(node);
        if (!container.pod().isEmpty()) {
            entities = entities.withPod(container.namespace() + "/" + container.pod());
        }
        return new Event(RuntimeKind.NAME, RuntimeKind.of(seen), fields, json(whole), happened, now, entities);
    }

    private static String json(Map<String, Object> whole) {
        try {
            return JSON.writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // texts and numbers always can
        }
    }

    /** Returns when all that happened on the node before the call has been given to the sink. */
    void settle() {
        Canary.Song song = attached ? canary.sing(LONGEST) : first();
        // Each processor's lines come in order, those of different ones almost: what is not there yet when the canary
        // is
        // heard is there before a second one is.
        if (!song.heard() || !canary.sing(LONGEST).heard()) {
            throw new SourceException("The runtime sensor on " + node
                    + " does not show what was done to test it: nothing can be detected. Its pods: "
                    + SensorPods.state(around.admin()));
        }
        attached = true;
        String lost = losses.toString();
        if (!lost.isEmpty()) {
            throw new SourceException("The runtime sensor on " + node + " has lost something: " + lost);
        }
        around.environment(
                "Clock difference to the sensor on " + node, song.skew().toNanos() / 1_000 + " us");
        around.tell("the runtime sensor on " + node + " is alive: a test shows after "
                + song.lag().toNanos() / 1_000 + " us");
    }

    /** It may still be starting. */
    private Canary.Song first() {
        Instant end = around.clock().instant().plus(LONGEST_START);
        Canary.Song song;
        do {
            song = canary.sing(ATTEMPT);
        } while (!song.heard() && around.clock().instant().isBefore(end));
        return song;
    }

    @Override
    public void close() throws IOException {
        following.close();
    }
}
