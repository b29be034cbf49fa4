package dev.tocsin.engine;

import dev.tocsin.scenario.Drill;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;

/** The order in which a run's drills come, where the cluster of the next is to be booted while one runs. */
final class NextDrills {
    /** What is still to come. */
    private final Deque<Drill> order = new ArrayDeque<>();

    NextDrills(TestDescriptor root, RunOptions options) {
        if (options.bootsAhead() && !options.dryRun()) {
            root.getDescendants().stream()
                    .filter(DrillDescriptor.class::isInstance)
                    .map(DrillDescriptor.class::cast)
                    .forEach(one -> order.addAll(
                            Collections.nCopies(Math.max(1, one.getChildren().size()), one.drill())));
        }
    }

    /** @param running one that begins; those before it that were left out are passed over */
    synchronized Optional<Drill> after(Drill running) {
        while (!order.isEmpty() && order.poll() != running) {
            // it was skipped
        }
        return Optional.ofNullable(order.peek());
    }
}
