package dev.tocsin.signal.runtime;

import java.util.List;

/** What the drill itself does on a node in order to look; whoever else acts in the same places is told. */
final class OwnWork {
    /** How often a file that is followed on a node is looked at; see {@code cluster/follow.sh}. */
    private static final List<String> PAUSE = List.of("sleep", "0.1");

    private OwnWork() {}

    static boolean is(Seen seen, Container container) {
        if (container.equals(Container.NODE)) {
            return seen.started()
                    && seen.arguments().equals(PAUSE)
                    && seen.exe().endsWith("bin/sleep");
        }
        return SensorPods.isOne(container) && seen.parentName().equals("mawk"); // it asks the container runtime
    }
}
