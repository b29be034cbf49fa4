package dev.tocsin.respond;

import dev.tocsin.timeline.Alert;

/** Whoever acts on alerts. It gets the alert and nothing else. */
public interface Responder extends AutoCloseable {
    /** Takes an alert and returns at once. */
    void accept(Alert alert);

    /** Lets what has begun come to its end, for a few seconds. */
    @Override
    void close();
}
