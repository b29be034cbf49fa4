package dev.tocsin.drill;

import java.time.Duration;

/** How long a drill goes on watching past a target, so that it can say how late something was. */
final class Watch {
    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofSeconds(60);

    private Watch() {}

    /** The target and as much again, but at least 10 s and at most 60 s more. */
    static Duration of(Duration target) {
        Duration more = target.compareTo(LEAST) < 0 ? LEAST : target.compareTo(MOST) > 0 ? MOST : target;
        return target.plus(more);
    }
}
