package dev.tocsin.signal.audit;

import dev.tocsin.timeline.Entities;
import java.util.List;
import java.util.Map;

/** Whom and what an audit record is about. */
final class AuditEntities {
    private static final String POD_OF_TOKEN = "authentication.kubernetes.io/pod-name";
    private static final String NODE_OF_TOKEN = "authentication.kubernetes.io/node-name";

    private AuditEntities() {}

    static Entities of(Map<String, Object> record) {
        Map<?, ?> user = map(record.get("user"));
        Map<?, ?> extra = map(user.get("extra"));
        Map<?, ?> object = map(record.get("objectRef"));
        Entities entities = Entities.ofUser(text(user.get("username")));
        // All but the last address are what the client says of itself.
        entities = entities.withAddress(last(record.get("sourceIPs")));
        return entities.withPod(pod(record, object, entities, last(extra.get(POD_OF_TOKEN))))
                .withNode(
                        "nodes".equals(object.get("resource"))
                                ? text(object.get("name"))
                                : last(extra.get(NODE_OF_TOKEN)));
    }

    private static String pod(Map<String, Object> record, Map<?, ?> object, Entities actor, String podOfToken) {
        if ("pods".equals(object.get("resource"))) {
            // A generated name stands in the answer only.
            String name = object.get("name") == null
                    ? text(map(map(record.get("responseObject")).get("metadata"))
                            .get("name"))
                    : text(object.get("name"));
            if (!name.isEmpty()) {
                return text(object.get("namespace")) + "/" + name;
            }
        }
        String account = actor.serviceAccount();
        return podOfToken.isEmpty() || account.isEmpty()
                ? ""
                : account.substring(0, account.indexOf('/')) + "/" + podOfToken;
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static String last(Object value) {
        return value instanceof List<?> list && !list.isEmpty() ? text(list.get(list.size() - 1)) : "";
    }
}
