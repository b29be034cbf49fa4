package dev.tocsin.respond;

import dev.tocsin.timeline.Alert;

/** Leaves it to others. */
final class HandsOff implements Responder {
    @Override
    public void accept(Alert alert) {
        // whoever watches the cluster acts, or nobody
    }

    @Override
    public void close() {
        // nothing was begun
    }
}
