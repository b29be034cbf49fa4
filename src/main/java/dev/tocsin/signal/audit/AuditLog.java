package dev.tocsin.signal.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.Surroundings;
import dev.tocsin.timeline.Times;
import java.io.Closeable;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The API server's audit records; that every one that was written was seen is checked. */
public final class AuditLog implements Source {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private final Surroundings around;
    private final Sink sink;
    private final String name;
    private final Canary canary;
    private final Derived derived;
    private final PlaceWatch watch;
    private final Reconciliation reconciliation;
    private final Closeable following;
    private final boolean inOrder;
    private final AtomicInteger unreadable = new AtomicInteger();
    private final AtomicInteger removed = new AtomicInteger();
    private final AuditKeys seen = new AuditKeys();

    /** By the log on the node or, where the cluster's API server sends its records here, as they are sent. */
    public AuditLog(Surroundings around, Sink sink) {
        this.around = around;
        this.sink = sink;
        this.canary = new Canary(around.admin(), around.clock());
        Places places = new Places();
        this.derived = new Derived(places);
        this.watch = new PlaceWatch(around.admin(), places);
        this.reconciliation =
                new Reconciliation(around, new AuditFiles(around.cluster(), K3sCluster.AUDIT_LOG), seen, this::read);
        AuditInbox inbox = around.cluster()
                .audit()
                .filter(AuditInbox.class::isInstance)
                .map(AuditInbox.class::cast)
                .orElse(null);
        if (inbox == null) {
            this.name = "the audit log";
            this.inOrder = true;
            this.following = around.cluster().followAudit(this::read, removed::incrementAndGet);
        } else {
            this.name = "the audit webhook";
            this.inOrder = false; // batches are sent side by side: the last one may come first
            this.following =
                    () -> around.tell("audit webhook: " + inbox.counts().now());
            inbox.listen(event -> take(event.body(), event.line()));
        }
    }

    private void read(String line) {
        try {
            take(JSON.readValue(line, MAP), line);
        } catch (JsonProcessingException | DateTimeException e) {
            unreadable.incrementAndGet();
        }
    }

    private synchronized void take(Map<String, Object> body, String line) {
        Map<String, Object> more = new LinkedHashMap<>(body);
        derived.addTo(more);
        Event event = AuditEvents.of(more, line, around.clock().instant());
        sink.event(event);
        seen.add(AuditKeys.of(event.body()));
        canary.hear(event); // last: what came before it has then been judged
    }

    @Override
    public void settle() {
        Canary.Song song = canary.sing();
        if (!song.heard()) {
            throw new SourceException(name.replace("the ", "The ")
                    + " does not show a request that was made to test it: nothing can be detected");
        }
        if (unreadable.get() > 0) {
            throw new SourceException(
                    unreadable + " lines of the audit log could not be read: a detection may be lost");
        }
        if (removed.get() > 0) {
            throw new SourceException(
                    "A part of the audit log was removed before it could be read: a detection may be lost");
        }
        around.environment("Clock difference to the API server", Times.text(song.skew()));
        around.tell(name + " is alive: a test request shows after " + Times.text(song.lag()));
        if (!inOrder) {
            reconciliation.check();
        }
    }

    @Override
    public void conclude() {
        settle();
        if (around.cluster().isShared()) {
            return; // of what others do there is no count; in order, all that came before the test request has come
        }
        around.tell(name + " is whole: " + reconciliation.check());
    }

    @Override
    public void close() throws IOException {
        watch.close();
        following.close();
    }
}
