package dev.tocsin.signal.audit;

import dev.tocsin.timeline.Entities;
import java.util.Map;

/** Whom and what an audit record is about. */
final class AuditEntities {
    private static final String NODE_USER = "system:node:";

    private AuditEntities() {}

    static Entities of(Map<String, Object> record) {
        Map<?, ?> user = Records.map(record.get("user"));
        Map<?, ?> extra = Records.map(user.get("extra"));
        Map<?, ?> object = Records.map(record.get("objectRef"));
        String name = Records.text(user.get("username"));
        return Entities.ofUser(name)
                .withAddress(Records.last(record.get("sourceIPs")))
                .withNamespace(Records.text(object.get("namespace")))
                .withPod(pod(record, object, name, Records.last(extra.get(Derived.BOUND_TO + "pod-name"))))
                .withNode(node(object, name, Records.last(extra.get(Derived.BOUND_TO + "node-name"))));
    }

    private static String pod(Map<String, Object> record, Map<?, ?> object, String user, String podOfToken) {
        if ("pods".equals(object.get("resource"))) {
            // A generated name stands in the answer only.
            String name = object.get("name") == null
                    ? Records.text(Records.map(
                                    Records.map(record.get("responseObject")).get("metadata"))
                            .get("name"))
                    : Records.text(object.get("name"));
            if (!name.isEmpty()) {
                return Records.text(object.get("namespace")) + "/" + name;
            }
        }
        return podOfToken.isEmpty() ? "" : Records.accountNamespace(user) + "/" + podOfToken;
    }

    private static String node(Map<?, ?> object, String user, String nodeOfToken) {
        if ("nodes".equals(object.get("resource")) && object.get("name") != null) {
            return Records.text(object.get("name"));
        }
        return user.startsWith(NODE_USER) ? user.substring(NODE_USER.length()) : nodeOfToken;
    }
}
