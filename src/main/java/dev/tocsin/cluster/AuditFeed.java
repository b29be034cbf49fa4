package dev.tocsin.cluster;

import java.io.Closeable;

/** To where a cluster's API server sends its audit records, beside writing them to its log. Closed with the cluster. */
public interface AuditFeed extends Closeable {
    /** An HTTPS address that nodes can reach. */
    String url();

    /** What the API server is to trust, in PEM. */
    String certificate();

    /** What the API server shows; a secret. */
    String token();
}
