package dev.tocsin.respond.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where two states of an object differ, by JSON pointers and without values, which may be secret. */
final class Differences {
    /** What the API server itself writes. */
    private static final List<String> OWN = List.of("resourceVersion", "generation", "managedFields");

    private Differences() {}

    static List<String> between(KubernetesSerialization json, Object before, Object after) {
        List<String> found = new ArrayList<>();
        compare(tree(json, before), tree(json, after), "", found);
        return found;
    }

    private static ObjectNode tree(KubernetesSerialization json, Object object) {
        ObjectNode tree = json.convertValue(object, ObjectNode.class);
        tree.remove("status");
        if (tree.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(OWN);
        }
        return tree;
    }

    private static void compare(JsonNode before, JsonNode after, String pointer, List<String> found) {
        if (before.isObject() && after.isObject()) {
            Set<String> keys = new TreeSet<>();
            before.fieldNames().forEachRemaining(keys::add);
            after.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> compare(
                    before.has(key) ? before.get(key) : MissingNode.getInstance(),
                    after.has(key) ? after.get(key) : MissingNode.getInstance(),
                    pointer + "/" + key.replace("~", "~0").replace("/", "~1"),
                    found));
        } else if (!before.equals(after)) {
            found.add(pointer);
        }
    }
}
