package dev.tocsin.signal.audit;

import java.util.Map;

/**
 * Who refused a request: authentication, RBAC, or one of the admission plug-ins. The status code alone does not tell, and
 * rules may ask for it as the field {@code tocsin.refusedBy}.
 */
final class Refusals {
    private static final String DECISION = "authorization.k8s.io/decision";
    private static final String BY_POLICY = "validation.policy.admission.k8s.io/validation_failure";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int INVALID = 422;

    private Refusals() {}

    /**
     * @return {@code authentication}, {@code rbac}, {@code node-authorizer}, {@code pod-security}, {@code quota},
     *     {@code admission-policy}, {@code admission-webhook}, {@code node-restriction}, {@code admission} for any other
     *     plug-in; empty if it was not refused by any of them
     */
    static String of(Map<String, Object> record) {
        Map<?, ?> status = Records.map(record.get("responseStatus"));
        int code = status.get("code") instanceof Number number ? number.intValue() : 0;
        Map<?, ?> annotations = Records.map(record.get("annotations"));
        String message = String.valueOf(status.get("message"));
        if (code == UNAUTHORIZED) {
            return "authentication";
        }
        if (code == FORBIDDEN && "forbid".equals(annotations.get(DECISION))) {
            return message.contains("no relationship found between node")
                            || message.contains("can only read namespaced object of this type")
                            || message.contains("can only access node lease")
                    ? "node-authorizer"
                    : "rbac";
        }
        if (!"allow".equals(annotations.get(DECISION)) || code < 400 || code >= 500) {
            return "";
        }
        // Any plug-in may give any code; the texts are those of the API server's own.
        if (message.contains("ValidatingAdmissionPolicy '") && message.contains(" denied request")) {
            return "admission-policy";
        }
        if (message.contains("admission webhook \"") && message.contains(" denied the request")) {
            return "admission-webhook";
        }
        if (code != FORBIDDEN) {
            return code == INVALID && annotations.containsKey(BY_POLICY) && denies(annotations)
                    ? "admission-policy"
                    : "";
        }
        if (message.contains("violates PodSecurity")) {
            return "pod-security";
        }
        if (message.contains("exceeded quota:") || message.contains("failed quota:")) {
            return "quota";
        }
        if (message.contains("is not allowed to modify node")
                || message.contains("node \"") && message.contains(" is not allowed to")) {
            return "node-restriction";
        }
        return "admission";
    }

    private static boolean denies(Map<?, ?> annotations) {
        return String.valueOf(annotations.get(BY_POLICY)).contains("\"Deny\"");
    }
}
