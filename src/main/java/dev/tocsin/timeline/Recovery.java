package dev.tocsin.timeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a recovery came to, in the two figures by which it is agreed upon.
 *
 * @param time how long users were without service; null if the drill has no such target
 * @param point what was lost; null if the drill counts no rows
 */
public record Recovery(@Nullable Time time, @Nullable Point point) {
    /** Nothing is demanded. */
    public static final Recovery NONE = new Recovery(null, null);

    /**
     * The recovery time, from T0 to the first moment from which the service stays healthy.
     *
     * @param measured null if it was not healthy at the end
     */
    public record Time(Duration target, @Nullable Duration measured, Verdict verdict) {}

    /**
     * The recovery point, by counting rows.
     *
     * @param acknowledged how many rows were acknowledged
     * @param lost how many of these are not there at the end; all of them, if that cannot be seen
     * @param lostTime how much time's rows are lost: from the last row that is there to the last one that is not
     * @param targetRows how many may be lost
     * @param targetTime how much time's may be
     */
    public record Point(
            int acknowledged, int lost, Duration lostTime, int targetRows, Duration targetTime, Verdict verdict) {}
}
