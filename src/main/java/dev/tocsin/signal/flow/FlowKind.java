package dev.tocsin.signal.flow;

import com.google.auto.service.AutoService;
import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.Surroundings;
import java.util.List;

/** {@code flow}: connections let through and refused, on every node. */
@AutoService(SourceKind.class)
public final class FlowKind implements SourceKind {
    static final String NAME = "flow";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<LogSource> logSources() {
        return List.of(FlowEvents.LOG_SOURCE);
    }

    @Override
    public Source start(Surroundings around, Sink sink) {
        return new FlowSource(around, sink);
    }
}
