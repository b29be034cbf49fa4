package dev.tocsin.signal;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A harmless request that must show up in the audit log. Records come in the order in which requests end, so when the
 * canary's is there, all earlier ones are too: it proves that the log is alive and that nothing is still on its way.
 */
public final class Canary {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Canary() {}

    /**
     * What the canary showed.
     *
     * @param seen whether its record came
     * @param lag from its answer to its record
     * @param skew how far the API server's clock is off ours; zero if its times lie between request and answer
     */
    public record Song(boolean seen, Duration lag, Duration skew) {}

    public static Song send(KubernetesClient client, AuditLog log, InstantSource clock) {
        String name = "canary-" + UUID.randomUUID();
        Instant sent = clock.instant();
        client.configMaps().inNamespace("default").withName(name).get();
        Instant answered = clock.instant();
        AuditRecord[] record = new AuditRecord[1];
        try {
            Awaitility.await("the canary's audit record")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(LONGEST)
                    .until(() -> {
                        record[0] = log.records().stream()
                                .filter(one -> one.text("requestURI").contains(name))
                                .findFirst()
                                .orElse(null);
                        return record[0] != null;
                    });
        } catch (ConditionTimeoutException e) {
            return new Song(false, Duration.ZERO, Duration.ZERO);
        }
        Instant theirs = record[0].happened();
        Duration skew = theirs.isBefore(sent)
                ? Duration.between(sent, theirs)
                : theirs.isAfter(answered) ? Duration.between(answered, theirs) : Duration.ZERO;
        // The record may be read before the answer is.
        Duration lag = Duration.between(answered, record[0].seen());
        return new Song(true, lag.isNegative() ? Duration.ZERO : lag, skew);
    }
}
