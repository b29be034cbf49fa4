package dev.tocsin.signal.readiness;

import com.google.auto.service.AutoService;
import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.Surroundings;
import java.util.List;

/** {@code readiness}: what the API answers to {@code /readyz}, once a second, from outside the cluster. */
@AutoService(SourceKind.class)
public final class ReadinessKind implements SourceKind {
    static final String NAME = "readiness";
    static final LogSource LOG_SOURCE = new LogSource("", "kubernetes", NAME);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<LogSource> logSources() {
        return List.of(LOG_SOURCE);
    }

    @Override
    public Source start(Surroundings around, Sink sink) {
        return new Readiness(around, sink);
    }
}
