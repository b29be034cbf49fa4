package dev.tocsin.signal.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Event;
import dev.tocsin.timeline.Entities;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of events that are alike for Events and conditions. */
final class Bodies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    private Bodies() {}

    /** An object of the API as nested maps, without what nobody asks for. */
    static Map<String, Object> of(Object object) {
        Map<String, Object> body = JSON.convertValue(object, MAP);
        if (body.get("metadata") instanceof Map<?, ?> metadata) {
            metadata.remove("managedFields");
        }
        return body;
    }

    /**
     * @param written when it happened, as it was written; most have whole seconds, and what they say is up to a second early
     */
    static Event event(
            LogSource what, Map<String, Object> body, @Nullable String written, Instant seen, Entities entities) {
        Instant happened = time(written, seen);
        body.put("timeError", happened.getNano() == 0 ? "1s" : "1us");
        return new Event(EventKind.NAME, what, body, line(body), happened, seen, entities);
    }

    /** Where and of what kind an object is, as Events name it. */
    static Map<String, Object> reference(HasMetadata object) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("apiVersion", object.getApiVersion());
        reference.put("kind", object.getKind());
        if (object.getMetadata().getNamespace() != null) {
            reference.put("namespace", object.getMetadata().getNamespace());
        }
        reference.put("name", object.getMetadata().getName());
        reference.put("uid", object.getMetadata().getUid());
        return reference;
    }

    /** Whom and what it is about. */
    static Entities about(
            @Nullable String kind, @Nullable String namespace, @Nullable String name, @Nullable String node) {
        Entities entities = Entities.NONE;
        if ("Pod".equals(kind)) {
            entities = entities.withPod(namespace + "/" + name);
        }
        String on = "Node".equals(kind) ? name : node;
        return on == null ? entities : entities.withNode(on);
    }

    static Entities about(@Nullable ObjectReference object, @Nullable String node) {
        return object == null
                ? about(null, null, null, node)
                : about(object.getKind(), object.getNamespace(), object.getName(), node);
    }

    /** @param seen the time if none is written */
    static Instant time(@Nullable String written, Instant seen) {
        try {
            return written == null ? seen : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException e) {
            return seen;
        }
    }

    private static String line(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // what came from JSON becomes JSON
        }
    }
}
