package dev.tocsin.prove;

import java.time.Duration;
import java.time.Instant;

/** Counts a steady client's answers and the longest time without a good one. */
public final class Answers {
    private Instant lastGood;
    private Instant gapFrom;
    private Duration gap = Duration.ZERO;
    private int good;
    private int bad;

    Answers(Instant start) {
        lastGood = start;
        gapFrom = start;
    }

    synchronized void add(Instant when, boolean isGood) {
        if (!isGood) {
            bad++;
            return;
        }
        good++;
        widen(when);
        lastGood = when;
    }

    synchronized Summary summary(Instant now) {
        widen(now);
        return new Summary(good, bad, gap, gapFrom);
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
     * @param longestGap the longest time between two good answers
     * @param gapFrom when it began
     */
    public record Summary(int good, int bad, Duration longestGap, Instant gapFrom) {}
}
