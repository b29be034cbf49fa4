package dev.tocsin.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The API server's audit log, followed on the node line by line. */
public final class AuditLog implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private final InstantSource clock;
    private final Consumer<AuditRecord> sink;
    private final List<AuditRecord> records = new ArrayList<>();
    private final Closeable following;
    private int unreadable;

    /**
     * @param sink gets each record as soon as it is read, on one thread
     */
    public AuditLog(Cluster cluster, InstantSource clock, Consumer<AuditRecord> sink) {
        this.clock = clock;
        this.sink = sink;
        this.following = cluster.followOnNode(K3sCluster.AUDIT_LOG, this::read);
    }

    private void read(String line) {
        Instant seen = clock.instant();
        AuditRecord record;
        try {
            Map<String, Object> body = JSON.readValue(line, MAP);
            record = new AuditRecord(body, line, Instant.parse(String.valueOf(body.get("stageTimestamp"))), seen);
        } catch (JsonProcessingException | java.time.DateTimeException e) {
            synchronized (records) {
                unreadable++;
            }
            return;
        }
        synchronized (records) {
            records.add(record);
            records.notifyAll();
        }
        sink.accept(record);
    }

    /** Lines that were no audit records; a drill that met one cannot vouch for its eyes. */
    public int unreadable() {
        synchronized (records) {
            return unreadable;
        }
    }

    /** What was read so far, in order. */
    public List<AuditRecord> records() {
        synchronized (records) {
            return List.copyOf(records);
        }
    }

    @Override
    public void close() throws IOException {
        following.close();
    }
}
