package dev.tocsin.timeline;

import java.util.Collection;
import java.util.Locale;

/** How an objective, a phase or a whole drill ended. Only {@link #HELD} passes. Declared from best to worst. */
public enum Verdict {
    /** It happened within its target. */
    HELD,
    /** It happened, after its target. */
    LATE,
    /** It did not happen while the drill watched. */
    MISSED,
    /** Something raised an alert that had no cause. */
    FALSE_ALARM,
    /** The drill could not tell: its cluster, its injection or its eyes failed. */
    INCONCLUSIVE;

    /** The name as reports write it: {@code false alarm}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** @throws IllegalArgumentException if reports have no such name */
    public static Verdict of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    /** The worst of several; {@link #HELD} for none. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().max(Verdict::compareTo).orElse(HELD);
    }
}
