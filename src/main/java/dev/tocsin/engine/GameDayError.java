package dev.tocsin.engine;

import org.opentest4j.AssertionFailedError;

/** A game day failed for a reason that is no drill's own. */
public final class GameDayError extends AssertionFailedError {
    private final Why why;

    /** It ended before its agenda did, or drills that held got slower. */
    public enum Why {
        ENDED_EARLY,
        SLOWER
    }

    public GameDayError(Why why, String digest) {
        super(digest.strip());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
