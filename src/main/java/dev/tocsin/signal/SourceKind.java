package dev.tocsin.signal;

import dev.tocsin.sigma.LogSource;
import java.util.List;
import java.util.Optional;

/** One kind of source, such as the API server's audit log; found by ServiceLoader. */
public interface SourceKind {
    /** Its name, which is also the first part of the names of rules on it: {@code audit}. */
    String name();

    /** What its events are, as Sigma's rules name it; none if it passes on the alerts of others. */
    List<LogSource> logSources();

    /** How the files under {@code rules/<its name>/} are written where they are another detector's own, not Sigma's. */
    default Optional<RuleForm> ruleForm() {
        return Optional.empty();
    }

    /** Whether it sits on the nodes: a cluster that others use too does not give them. */
    default boolean needsMachines() {
        return true;
    }

    /**
     * Starts it in a drill's cluster, before the fixtures are there.
     *
     * @param sink gets what it sees from then on
     * @throws SourceException if it cannot work there, with the cause
     */
    Source start(Surroundings around, Sink sink);
}
