package dev.tocsin.signal.audit;

import com.google.auto.service.AutoService;
import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.Surroundings;
import java.util.List;

/** {@code audit}: the API server's audit log on the node. */
@AutoService(SourceKind.class)
public final class AuditLogKind implements SourceKind {
    static final String NAME = "audit";
    static final LogSource LOG_SOURCE = new LogSource("", "kubernetes", "audit");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<LogSource> logSources() {
        return List.of(LOG_SOURCE);
    }

    @Override
    public boolean needsMachines() {
        return false;
    }

    @Override
    public Source start(Surroundings around, Sink sink) {
        return new AuditLog(around, sink);
    }
}
