package dev.tocsin.prove;

import dev.tocsin.step.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again until what is expected is seen and has been seen without a break for as long as it must hold.
 *
 * @param since when the unbroken run of good looks began; null if it never held long enough
 * @param last what was seen last
 * @param looks how often it looked
 * @param error for how long before {@code since} it may have been so: from the look before, which saw otherwise, or from the
 *     first look, if that saw it already
 */
public record Proof(@Nullable Instant since, String last, int looks, Duration error) {
    private static final Duration LONGEST_POLL = Duration.ofMillis(250);
    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);

    /** The longest time between two looks: 5 % of the target, at most 250 ms. */
    public static Duration poll(Duration target) {
        return within(SHORTEST_POLL, target.dividedBy(20), LONGEST_POLL);
    }

    /** Until it holds, a look is followed by a pause of a quarter of its time: what is cheap to see is seen early. */
    private static Duration pause(Duration look, Duration poll) {
        return within(SHORTEST_POLL, look.dividedBy(4), poll);
    }

    private static Duration within(Duration least, Duration duration, Duration most) {
        return duration.compareTo(most) > 0 ? most : duration.compareTo(least) < 0 ? least : duration;
    }

    /**
     * @param what for messages
     * @param poll longest time between looks
     * @param hold how long it must go on
     * @param atMost how long to try until it begins to hold; the hold comes on top
     * @param begun told when it first begins to hold
     */
    public static Proof wait(
            String what,
            InstantSource clock,
            Duration poll,
            Duration hold,
            Duration atMost,
            Supplier<Observation> look,
            Predicate<Observation> good,
            Runnable begun) {
        State state = new State(begun);
        Instant giveUp = clock.instant().plus(atMost);
        try {
            Awaitility.await(what)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval((looks, before) -> state.since == null ? pause(state.took, poll) : poll)
                    .atMost(atMost.plus(hold).plus(poll.multipliedBy(4)).plusSeconds(10))
                    .until(() -> state.look(look, good, clock, hold)
                            || (state.since == null && clock.instant().isAfter(giveUp)));
        } catch (ConditionTimeoutException e) {
            state.since = null; // it kept breaking off
        }
        return new Proof(state.since, state.last, state.looks, state.error);
    }

    private static final class State {
        private @Nullable Instant since;
        private String last = "";
        private int looks;
        private Duration took = Duration.ZERO;
        private Duration error = Duration.ZERO;
        private @Nullable Instant notYet;
        private final Runnable begun;
        private boolean told;

        State(Runnable begun) {
            this.begun = begun;
        }

        /** One look; true once it has held for long enough. */
        boolean look(Supplier<Observation> look, Predicate<Observation> good, InstantSource clock, Duration hold) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted"); // Awaitility would go on to the end of its time
            }
            looks++;
            Instant asked = clock.instant();
            boolean met;
            try {
                Observation seen = look.get();
                last = seen.toString();
                met = good.test(seen);
            } catch (RuntimeException e) {
                last = String.valueOf(e.getMessage());
                met = false;
            }
            Instant now = clock.instant();
            took = Duration.between(asked, now);
            if (!met || notYet == null) {
                notYet = asked;
            }
            if (met && since == null) {
                error = Duration.between(notYet, now);
            }
            since = met ? (since == null ? now : since) : null;
            if (met && !told) {
                told = true;
                begun.run();
            }
            return since != null && Duration.between(since, now).compareTo(hold) >= 0;
        }
    }
}
