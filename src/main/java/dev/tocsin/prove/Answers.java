package dev.tocsin.prove;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts a steady client's answers and the longest time without a good one. */
public final class Answers {
    private static final int NAMED = 5;
    private Instant lastGood;
    private Instant gapFrom;
    private Duration gap = Duration.ZERO;
    private int good;
    private int bad;
    private final List<Instant> badAt = new ArrayList<>();
    private @Nullable Instant healthy;
    private final Duration silence;

    Answers(Instant start) {
        this(start, Duration.ofSeconds(4));
    }

    /** @param silence how long nothing may come until that counts as a failure */
    public Answers(Instant start, Duration silence) {
        lastGood = start;
        gapFrom = start;
        healthy = start;
        this.silence = silence;
    }

    public synchronized void add(Instant when, boolean isGood) {
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
    }

    /** From when on all answers are good; null if they are not, or none comes any more. */
    public synchronized @Nullable Instant healthySince(Instant now) {
        return silent(now) ? null : healthy;
    }

    private boolean silent(Instant now) {
        return Duration.between(lastGood, now).compareTo(silence) > 0;
    }

    public synchronized Summary summary(Instant now) {
        widen(now);
        return new Summary(good, bad, List.copyOf(badAt), gap, gapFrom);
    }

    private void widen(Instant until) {
        Duration open = Duration.between(lastGood, until);
        if (open.compareTo(gap) > 0) {
            gap = open;
            gapFrom = lastGood;
        }
    }

    /**
     * @param good answers as expected
     * @param bad other answers, and none
     * @param badAt when the first of these came
     * @param longestGap the longest time between two good answers
     * @param gapFrom when it began
     */
    public record Summary(int good, int bad, List<Instant> badAt, Duration longestGap, Instant gapFrom) {}
}
