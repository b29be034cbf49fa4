package dev.tocsin.cluster;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How what a drill needs is waited for before it begins. */
public final class Waits {
    private Waits() {}

    /**
     * Looks at once, and again and again. Awaitility waits on when it is interrupted, and a cluster that is being removed never
     * comes to what is waited for: so it ends then.
     *
     * @param what is waited for, for the error
     */
    public static ConditionFactory until(String what, Duration poll, Duration longest) {
        return Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(poll)
                .pollInSameThread()
                .atMost(longest)
                .failFast("interrupted", () -> Thread.currentThread().isInterrupted());
    }
}
