package dev.tocsin.timeline;

import java.util.Locale;

/** The phases of a drill, in the order in which they run. */
public enum Phase {
    PREPARE,
    BASELINE,
    INJECT,
    DETECT,
    CONTAIN,
    ERADICATE,
    RECOVER,
    AFTER;

    /** The name as scenarios and reports write it: {@code detect}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
