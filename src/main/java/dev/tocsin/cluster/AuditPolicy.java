package dev.tocsin.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The API server's audit policy: what each detection rule needs, and never the body of a secret. */
final class AuditPolicy {
    private AuditPolicy() {}

    static String text() {
        try (InputStream in = AuditPolicy.class.getResourceAsStream("/cluster/audit-policy.yaml")) {
            if (in == null) {
                throw new IllegalStateException("cluster/audit-policy.yaml is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
