package dev.tocsin.prove;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts a steady client's answers and the longest time without a good one. */
public final class Answers {
    private static final int NAMED = 5;
    private final Duration every;
    private final Duration silence;
    private Instant lastGood;
    private Instant lastAnswer;
    private boolean asking = true;
    private Duration unasked = Duration.ZERO;
    private Gap longest;
    private Gap worst;
    private int good;
    private int bad;
    private final List<Instant> badAt = new ArrayList<>();
    private @Nullable Instant healthy;

    /** @param every the pause that the client makes between an answer and its next question */
    Answers(Instant start, Duration every) {
        this(start, every, Duration.ofSeconds(4));
    }

    /** @param silence how long nothing may come until that counts as a failure */
    public Answers(Instant start, Duration every, Duration silence) {
        this.every = every;
        this.silence = silence;
        lastGood = start;
        lastAnswer = start;
        healthy = start;
        longest = new Gap(start, Duration.ZERO, Duration.ZERO);
        worst = longest;
    }

    /** The client asks. Only one that says so can be told from one that was kept from asking. */
    public synchronized void asked(Instant when) {
        skip(when);
        asking = true;
    }

    public synchronized void answered(Instant when, boolean isGood) {
        asking = false;
        lastAnswer = when;
        if (!isGood) {
            bad++;
            if (badAt.size() < NAMED) {
                badAt.add(when);
            }
            healthy = null;
            return;
        }
        good++;
        if (healthy == null || silent(when)) {
            healthy = when;
        }
        widen(when);
        lastGood = when;
        unasked = Duration.ZERO;
    }

    /** From when on all answers are good; null if they are not, or none comes any more. */
    public synchronized @Nullable Instant healthySince(Instant now) {
        return silent(now) ? null : healthy;
    }

    private boolean silent(Instant now) {
        return Duration.between(lastGood, now).compareTo(silence) > 0;
    }

    public synchronized Summary summary(Instant now) {
        if (!asking) {
            skip(now);
            lastAnswer = now;
        }
        widen(now);
        return new Summary(good, bad, List.copyOf(badAt), longest, worst);
    }

    private void skip(Instant until) {
        Duration late = Duration.between(lastAnswer, until).minus(every);
        unasked = late.isNegative() ? unasked : unasked.plus(late);
    }

    private void widen(Instant until) {
        Gap open = new Gap(lastGood, Duration.between(lastGood, until), unasked);
        longest = open.length().compareTo(longest.length()) > 0 ? open : longest;
        worst = open.atLeast().compareTo(worst.atLeast()) > 0 ? open : worst;
    }

    /**
     * The time between two good answers.
     *
     * @param unasked for how much of it the client was kept from asking, so that nobody knows whether it would have been
     *     answered: its own machine had no time for it
     */
    public record Gap(Instant from, Duration length, Duration unasked) {
        /** What is surely not the client's own doing. */
        public Duration atLeast() {
            return length.minus(unasked);
        }
    }

    /**
     * @param good answers as expected
     * @param bad other answers, and none
     * @param badAt when the first of these came
     * @param longest the longest time between two good answers
     * @param worst the one of which the longest time is surely not the client's own doing
     */
    public record Summary(int good, int bad, List<Instant> badAt, Gap longest, Gap worst) {}
}
