package dev.tocsin.engine;

import dev.tocsin.report.Shard;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** A run of the engine: all drills that were chosen, and their report. */
final class RunDescriptor extends EngineDescriptor implements Node<DrillContext> {
    private final transient @Nullable RunOptions options;
    private transient @Nullable Shard shard;

    /** @param options null if they could not be read; then there is nothing to run */
    RunDescriptor(UniqueId id, @Nullable RunOptions options) {
        super(id, "Tocsin");
        this.options = options;
    }

    /** What of some drills falls to this shard. */
    void dealt(List<String> all, List<String> own) {
        shard = new Shard(options().shard().index(), options().shard().of(), List.copyOf(all), List.copyOf(own));
    }

    /** The part of a run that this one is; null if it is whole. */
    @Nullable
    Shard shard() {
        return shard == null || shard.of() == 1 || options().dryRun() ? null : shard;
    }

    RunOptions options() {
        return java.util.Objects.requireNonNull(options);
    }

    /** The report is made when the last drill has ended, whatever became of it. */
    @Override
    public void after(DrillContext context) {
        context.finish();
    }
}
