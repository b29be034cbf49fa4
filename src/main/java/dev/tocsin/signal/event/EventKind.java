package dev.tocsin.signal.event;

import com.google.auto.service.AutoService;
import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.Surroundings;
import java.util.List;

/** {@code event}: what Kubernetes says of its objects, as Events and as conditions. */
@AutoService(SourceKind.class)
public final class EventKind implements SourceKind {
    static final String NAME = "event";
    /** An Event as the API has it. */
    static final LogSource EVENT = new LogSource("", "kubernetes", "event");
    /** A condition that changed, or a container that ended. */
    static final LogSource CONDITION = new LogSource("", "kubernetes", "condition");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<LogSource> logSources() {
        return List.of(EVENT, CONDITION);
    }

    @Override
    public boolean needsMachines() {
        return false;
    }

    @Override
    public Source start(Surroundings around, Sink sink) {
        return new EventSource(around, sink);
    }
}
