package dev.tocsin.prove;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts a steady client's answers and the longest time without a good one. */
public final class Answers {
    private static final int NAMED = 5;
    private Instant lastGood;
    private Instant gapFrom;
    private Duration gap = Duration.ZERO;
    private int good;
    private int bad;
    private final List<Instant> badAt = new ArrayList<>();

    Answers(Instant start) {
        lastGood = start;
        gapFrom = start;
    }

    synchronized void add(Instant when, boolean isGood) {
        if (!isGood) {
            bad++;
            if (badAt.size() < NAMED) {
                badAt.add(when);
            }
            return;
        }
        good++;
        widen(when);
        lastGood = when;
    }

    synchronized Summary summary(Instant now) {
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
