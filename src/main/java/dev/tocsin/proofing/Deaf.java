package dev.tocsin.proofing;

import dev.tocsin.cluster.AuditFeed;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.ForwardingCluster;
import dev.tocsin.timeline.Phase;
import java.io.Closeable;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A cluster whose audit records get lost on their way here from the attack on. */
final class Deaf extends ForwardingCluster {
    private final Supplier<Phase> phase;

    Deaf(Cluster real, Supplier<Phase> phase) {
        super(real);
        this.phase = phase;
    }

    @Override
    public Closeable followAudit(Consumer<String> line, Runnable lost) {
        return super.followAudit(beforeTheAttack(line), lost);
    }

    private Consumer<String> beforeTheAttack(Consumer<String> line) {
        return text -> {
            if (phase.get().compareTo(Phase.INJECT) < 0) {
                line.accept(text);
            }
        };
    }

    /** Records come by the log alone. */
    @Override
    public Optional<AuditFeed> audit() {
        return Optional.empty();
    }
}
