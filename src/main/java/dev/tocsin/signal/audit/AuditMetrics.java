package dev.tocsin.signal.audit;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * What the API server says of its own audit records since it started.
 *
 * @param made how many it made
 * @param failed how many a backend could not keep; each counts once for each backend
 */
record AuditMetrics(long made, long failed) {
    /** Zeros if it does not say. */
    static AuditMetrics of(KubernetesClient client) {
        try {
            return of(client.raw("/metrics"));
        } catch (KubernetesClientException e) {
            return new AuditMetrics(0, 0);
        }
    }

    static AuditMetrics of(String text) {
        long made = 0;
        long failed = 0;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            if (text.startsWith("apiserver_audit_event_total", from)) {
                made += value(text.substring(from, end));
            } else if (text.startsWith("apiserver_audit_error_total", from)) {
                failed += value(text.substring(from, end));
            }
            from = end + 1;
        }
        return new AuditMetrics(made, failed);
    }

    private static long value(String line) {
        return (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
