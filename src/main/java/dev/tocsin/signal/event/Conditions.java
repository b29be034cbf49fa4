package dev.tocsin.signal.event;

import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Conditions of objects of one kind, whenever one becomes another. What is so at the beginning is no news. */
final class Conditions<T extends HasMetadata> implements ResourceEventHandler<T> {
    private final InstantSource clock;
    private final Sink sink;
    private final Instant begin;
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    /** @param begin what has been so since before it is no news */
    Conditions(InstantSource clock, Sink sink, Instant begin) {
        this.clock = clock;
        this.sink = sink;
        this.begin = begin;
    }

    @Override
    public void onAdd(T object) {
        tell(object, State.of(object).stream().filter(this::isOld).toList());
    }

    private boolean isOld(State state) {
        return Bodies.time(state.time(), begin).plusSeconds(1).isBefore(begin);
    }

    @Override
    public void onUpdate(T before, T now) {
        tell(now, State.of(before));
    }

    @Override
    public void onDelete(T object, boolean unknown) {
        told.remove(object.getMetadata().getUid()); // that an object is removed is in the audit log
    }

    /** Whether an object is known here as it was, or as it became later. */
    boolean knows(T object) {
        Long version = told.get(object.getMetadata().getUid());
        return version != null && version >= Long.parseLong(object.getMetadata().getResourceVersion());
    }

    private void tell(T object, List<State> before) {
        for (State state : State.of(object)) {
            if (before.stream().noneMatch(state::sameAs)) {
                sink.event(event(object, state, before));
            }
        }
        told.put(
                object.getMetadata().getUid(),
                Long.parseLong(object.getMetadata().getResourceVersion()));
    }

    private Event event(T object, State state, List<State> before) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "Condition");
        body.put("involvedObject", Bodies.reference(object));
        body.put("type", state.type());
        body.put("status", state.status());
        before.stream()
                .filter(one ->
                        one.type().equals(state.type()) && one.container().equals(state.container()))
                .findFirst()
                .ifPresent(one -> body.put("previousStatus", one.status()));
        body.put("reason", state.reason());
        body.put("message", state.message());
        if (!state.container().isEmpty()) {
            body.put("container", state.container());
        }
        String node = object instanceof Pod pod && pod.getSpec() != null
                ? pod.getSpec().getNodeName()
                : null;
        return Bodies.event(
                EventKind.CONDITION,
                body,
                state.time(),
                clock.instant(),
                Bodies.about(
                        object.getKind(),
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName(),
                        node));
    }
}
