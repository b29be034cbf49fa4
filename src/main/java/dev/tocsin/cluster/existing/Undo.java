package dev.tocsin.cluster.existing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Takes back what is written in undo records, the last first. What is as it was is done; so it may be done again. */
final class Undo {
    private static final Duration LONGEST = Duration.ofSeconds(120);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);
    private static final List<String> OF_THE_SERVER =
            List.of("resourceVersion", "uid", "creationTimestamp", "managedFields", "generation", "selfLink");
    private final KubernetesClient client;
    private final Consumer<String> told;

    /** @param told of each thing that was taken back: {@code deleted /api/v1/namespaces/shop} */
    Undo(KubernetesClient client, Consumer<String> told) {
        this.client = client;
        this.told = told;
    }

    /**
     * @return what could not be taken back, with why; its records stay
     */
    List<String> all(List<Secret> records) {
        List<String> left = new ArrayList<>();
        List<String> going = new ArrayList<>();
        for (Secret record : records) {
            UndoLog.Entry entry = UndoLog.Entry.of(record);
            try {
                if (entry.prefix()) {
                    removeOthers(entry, going);
                } else if (entry.was().isEmpty()) {
                    remove(entry.path(), going);
                } else {
                    restore(entry);
                }
            } catch (KubernetesClientException e) {
                left.add(entry.path() + ": " + e.getMessage());
            }
        }
        awaitGone(going, left);
        if (left.isEmpty()) {
            records.forEach(record -> client.resource(record).delete());
        }
        return left;
    }

    /** Of those that begin so, what was made when the drill made one: what others make at other times is theirs. */
    private void removeOthers(UndoLog.Entry entry, List<String> going) {
        ApiPath path = ApiPath.of(entry.path());
        if (path == null || path.name() == null) {
            return;
        }
        Set<String> there = new HashSet<>();
        UndoLog.json(entry.was()).forEach(name -> there.add(name.asText()));
        for (JsonNode object : UndoLog.items(client, path.collection())) {
            String name = object.at("/metadata/name").asText();
            Instant made =
                    Instant.parse(object.at("/metadata/creationTimestamp").asText());
            if (name.startsWith(path.name())
                    && !there.contains(name)
                    && !made.isBefore(entry.written())
                    && made.isBefore(entry.written().plus(LONGEST_REQUEST))) {
                remove(path.named(name).object(), going);
            }
        }
    }

    private void remove(String path, List<String> going) {
        if (UndoLog.now(client, path).isEmpty()) {
            return;
        }
        try {
            client.raw(path + "?propagationPolicy=Background", "DELETE", null);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) { // 409: it is ending already
                throw e;
            }
        }
        going.add(path);
        told.accept("deleted " + path);
    }

    private void restore(UndoLog.Entry entry) {
        ObjectNode was = wanted(entry.was());
        String current = UndoLog.now(client, entry.path());
        if (current.isEmpty()) {
            create(entry.path(), was);
        } else if (!wanted(current).equals(was)) {
            ((ObjectNode) was.path("metadata"))
                    .set("resourceVersion", UndoLog.json(current).at("/metadata/resourceVersion"));
            client.raw(entry.path(), "PUT", was);
            told.accept("restored " + entry.path());
        }
    }

    private void create(String path, ObjectNode was) {
        for (JsonNode owner : was.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return; // whoever made it makes another
            }
        }
        client.raw(path.substring(0, path.lastIndexOf('/')), "POST", was);
        told.accept("made again " + path);
    }

    /** As somebody would write it. */
    private static ObjectNode wanted(String text) {
        ObjectNode object = (ObjectNode) UndoLog.json(text);
        object.remove("status");
        ((ObjectNode) object.path("metadata")).remove(OF_THE_SERVER);
        return object;
    }

    /** Goes on where a wait for something else would end, when it is interrupted: half of it is worse than all. */
    private void awaitGone(List<String> going, List<String> left) {
        try {
            Awaitility.await("what the drill made is gone")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(250))
                    .pollInSameThread()
                    .atMost(LONGEST)
                    .until(() -> {
                        going.removeIf(path -> UndoLog.now(client, path).isEmpty());
                        return going.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            going.forEach(path -> left.add(path + ": not gone after " + LONGEST.toSeconds() + " s"));
        }
    }
}
