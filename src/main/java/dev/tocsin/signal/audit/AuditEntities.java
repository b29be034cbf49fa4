package dev.tocsin.signal.audit;

import dev.tocsin.timeline.Entities;
import java.util.Map;

/** Whom and what an audit record is about. */
final class AuditEntities {
    private AuditEntities() {}

    /** @param record with what was derived from it */
    static Entities of(Map<String, Object> record) {
        Map<?, ?> object = Records.map(record.get("objectRef"));
        Map<?, ?> derived = Records.map(record.get(Derived.KEY));
        Map<?, ?> credential = Records.map(derived.get("credential"));
        return Entities.ofUser(Records.text(Records.map(record.get("user")).get("username")))
                .withAddress(Records.text(Records.map(derived.get("source")).get("address")))
                .withPod(pod(record, object, credential))
                .withNode(
                        "nodes".equals(object.get("resource")) && object.get("name") != null
                                ? Records.text(object.get("name"))
                                : Records.text(credential.get("node")));
    }

    private static String pod(Map<String, Object> record, Map<?, ?> object, Map<?, ?> credential) {
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
        return credential.get("pod") == null ? "" : credential.get("namespace") + "/" + credential.get("pod");
    }
}
