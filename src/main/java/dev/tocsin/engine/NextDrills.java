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
        if (options.bootsAhead() && !options.dryRun() && oneAfterTheOther(root)) {
            root.getDescendants().stream()
                    .filter(DrillDescriptor.class::isInstance)
                    .map(DrillDescriptor.class::cast)
                    .forEach(one -> order.addAll(
                            Collections.nCopies(Math.max(1, one.getChildren().size()), one.drill())));
        }
    }

    private static boolean oneAfterTheOther(TestDescriptor root) {
        return root.getDescendants().stream()
                .filter(GameDayDescriptor.class::isInstance)
                .allMatch(day -> ((GameDayDescriptor) day).isOneByOne());
    }

    /** @param running one that begins; those before it that were left out are passed over */
    synchronized Optional<Drill> after(Drill running) {
        while (!order.isEmpty() && order.poll() != running) {
            // it was skipped
        }
        return Optional.ofNullable(order.peek());
    }
}
