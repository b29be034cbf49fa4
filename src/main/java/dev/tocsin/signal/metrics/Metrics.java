package dev.tocsin.signal.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.Surroundings;
import dev.tocsin.signal.receive.Document;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.Received;
import dev.tocsin.signal.receive.alertmanager.Alertmanager;
import dev.tocsin.timeline.Times;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What Alertmanager sends to the collector beside it, which writes it down on the server node, followed there line by line.
 * A webhook straight to the drill would need a way from pods to wherever the drill runs; asking Alertmanager again and again
 * would be as late as the asking is rare, and fill the audit log.
 */
final class Metrics implements Source {
    /** Where the collector of the fixture {@code metrics} writes. */
    static final String FILE = "/var/log/tocsin/alerts.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    /** Other groups of rules may be evaluated up to one interval after the heartbeat's. */
    private static final Duration EVALUATION = Duration.ofSeconds(1);

    private final Surroundings around;
    private final Sink sink;
    private final Alertmanager format = new Alertmanager();
    private final Closeable following;
    private final Set<String> passed = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Heartbeat> last = new AtomicReference<>();
    private final AtomicInteger unreadable = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean settled;

    Metrics(Surroundings around, Sink sink) {
        this.around = around;
        this.sink = sink;
        this.following = around.cluster()
                .followOnNode(around.cluster().nodes().get(0), FILE, this::read, unreadable::incrementAndGet);
    }

    private void read(String line) {
        if (line.isBlank()) {
            return;
        }
        Instant seen = around.clock().instant();
        try {
            JsonNode group = JSON.readTree(line);
            format.read(new Document(group), seen, this::pass);
            for (JsonNode alert : group.path("alerts")) {
                Heartbeat heartbeat = Heartbeat.of(alert);
                if (heartbeat != null) {
                    last.set(heartbeat);
                }
            }
        } catch (JsonProcessingException | Malformed | NumberFormatException e) {
            unreadable.incrementAndGet();
        }
    }

    private void pass(Received received) {
        if (received instanceof Received.Raised raised) {
            boolean heartbeat = Heartbeat.ALERT.equals(raised.alert().fields().get("alertname"));
            // Alertmanager sends again what goes on firing.
            if (!heartbeat && passed.add(raised.key())) {
                sink.alert(raised.alert());
            }
        } else if (received instanceof Received.Lost some) {
            lost.addAndGet(some.count());
        }
    }

    @Override
    public void settle() {
        Instant asked = around.clock().instant();
        Heartbeat looked = await(
                asked,
                heartbeat ->
                        heartbeat.since(asked) && (settled || heartbeat.down().isEmpty()));
        Heartbeat judged =
                await(asked, one -> !one.evaluated().isBefore(looked.evaluated().plus(EVALUATION)));
        if (unreadable.get() + lost.get() > 0) {
            throw new SourceException(unreadable + " of Alertmanager's messages could not be read, and it left out "
                    + lost + " alerts: a detection may be lost");
        }
        settled = true;
        around.tell("Prometheus is alive: it has looked at " + judged.targets() + " targets and told of it after "
                + Times.text(Duration.between(asked, around.clock().instant()))
                + (judged.down().isEmpty() ? "" : "; down: " + judged.down()));
    }

    private Heartbeat await(Instant asked, Predicate<Heartbeat> wanted) {
        try {
            return Awaitility.await("Prometheus' heartbeat")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(LONGEST)
                    .until(last::get, heartbeat -> heartbeat != null && wanted.test(heartbeat));
        } catch (ConditionTimeoutException e) {
            throw new SourceException(silence(asked, last.get()), e);
        }
    }

    private static String silence(Instant asked, @Nullable Heartbeat heartbeat) {
        if (heartbeat == null) {
            return "Alertmanager has sent nothing, not even the alert " + Heartbeat.ALERT
                    + " that always fires. Does the drill name the fixture that brings Prometheus (metrics)?";
        }
        if (heartbeat.evaluated().isBefore(asked)) {
            return "Alertmanager has fallen silent: no alert of metrics can be detected";
        }
        return heartbeat.down().isEmpty()
                ? "Prometheus has not looked at all of its targets for " + LONGEST.toSeconds() + " s"
                : "Targets of Prometheus do not answer: " + heartbeat.down();
    }

    @Override
    public void close() throws IOException {
        following.close();
    }
}
