package dev.tocsin.signal;

import dev.tocsin.timeline.Alert;

/** Takes what sources see, from any thread, as soon as they see it. */
public interface Sink {
    /** Something for rules to judge. */
    void event(Event event);

    /** An alert that another detector has raised. */
    void alert(Alert alert);
}
