package dev.tocsin.signal.runtime;

import com.google.auto.service.AutoService;
import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.Surroundings;
import java.util.List;

/** {@code runtime}: what the kernels of the nodes do for programs in containers and beside them. */
@AutoService(SourceKind.class)
public final class RuntimeKind implements SourceKind {
    static final String NAME = "runtime";
    private static final String LINUX = "linux";
    private static final LogSource STARTED = new LogSource("process_creation", LINUX, "");
    private static final LogSource WRITTEN = new LogSource("file_event", LINUX, "");
    private static final LogSource READ = new LogSource("file_access", LINUX, "");
    private static final LogSource DELETED = new LogSource("file_delete", LINUX, "");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<LogSource> logSources() {
        return List.of(STARTED, WRITTEN, READ, DELETED);
    }

    /** As Sigma's rules name it. */
    static LogSource of(Seen seen) {
        if (seen.started()) {
            return STARTED;
        }
        if (seen.opened()) {
            return OpenFlags.writes(seen.number()) ? WRITTEN : READ;
        }
        return seen.call().startsWith("unlink") ? DELETED : WRITTEN;
    }

    @Override
    public Source start(Surroundings around, Sink sink) {
        return new RuntimeSensor(around, sink);
    }
}
