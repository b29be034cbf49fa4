package dev.tocsin.drill;

import java.time.Duration;

/** How long a drill watches for what has a target. */
@FunctionalInterface
public interface Watch {
    /** The target and as much again, but at least 10 s and at most 60 s more: to say how late something was. */
    Watch FOR_THE_LATE = target -> {
        Duration least = Duration.ofSeconds(10);
        Duration most = Duration.ofSeconds(60);
        return target.plus(target.compareTo(least) < 0 ? least : target.compareTo(most) > 0 ? most : target);
    };

    /** A second more than the target: enough to tell what is missed from what came on the dot. */
    Watch TO_THE_TARGET = target -> target.plusSeconds(1);

    /** From when the target counts. */
    Duration of(Duration target);
}
