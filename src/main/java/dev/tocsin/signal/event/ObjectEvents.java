package dev.tocsin.signal.event;

import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Kubernetes' Events: each when it is made, and again when it is counted up. */
final class ObjectEvents implements ResourceEventHandler<io.fabric8.kubernetes.api.model.Event> {
    private final InstantSource clock;
    private final Sink sink;
    private final Predicate<io.fabric8.kubernetes.api.model.Event> own;

    /** @param own tells what this source made itself, and nobody is to see */
    ObjectEvents(InstantSource clock, Sink sink, Predicate<io.fabric8.kubernetes.api.model.Event> own) {
        this.clock = clock;
        this.sink = sink;
        this.own = own;
    }

    @Override
    public void onAdd(io.fabric8.kubernetes.api.model.Event event) {
        if (!own.test(event)) {
            sink.event(of(event, clock));
        }
    }

    @Override
    public void onUpdate(io.fabric8.kubernetes.api.model.Event before, io.fabric8.kubernetes.api.model.Event now) {
        if (!before.getMetadata().getResourceVersion().equals(now.getMetadata().getResourceVersion())) {
            onAdd(now);
        }
    }

    @Override
    public void onDelete(io.fabric8.kubernetes.api.model.Event event, boolean unknown) {
        // who removes Events is in the audit log
    }

    static Event of(io.fabric8.kubernetes.api.model.Event event, InstantSource clock) {
        String node = event.getSource() == null ? null : event.getSource().getHost();
        return Bodies.event(
                EventKind.EVENT,
                Bodies.of(event),
                time(event),
                clock.instant(),
                Bodies.about(event.getInvolvedObject(), node));
    }

    /** The last time it was seen: in microseconds where its author says so, else in whole seconds. */
    private static @Nullable String time(io.fabric8.kubernetes.api.model.Event event) {
        if (event.getSeries() != null && event.getSeries().getLastObservedTime() != null) {
            return event.getSeries().getLastObservedTime().getTime();
        }
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        if (event.getEventTime() != null && event.getEventTime().getTime() != null) {
            return event.getEventTime().getTime();
        }
        return event.getFirstTimestamp() == null
                ? event.getMetadata().getCreationTimestamp()
                : event.getFirstTimestamp();
    }
}
