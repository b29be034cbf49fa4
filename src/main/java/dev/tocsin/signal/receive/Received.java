package dev.tocsin.signal.receive;

import dev.tocsin.signal.Event;
import dev.tocsin.timeline.Alert;

/** What a record of another tool means here. */
public sealed interface Received {
    /**
     * An alert.
     *
     * @param key the same each time it is sent again
     */
    record Raised(String key, Alert alert) implements Received {}

    /**
     * Something for rules to judge.
     *
     * @param key the same each time it is sent again
     */
    record Happened(String key, Event event) implements Received {}

    /**
     * Nothing to pass on.
     *
     * @param why one or two words, by which they are counted: {@code resolved}
     */
    record Ignored(String why) implements Received {}

    /** The sender says that it has left something out. */
    record Lost(long count, String what) implements Received {}
}
