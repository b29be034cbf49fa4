package dev.tocsin.signal.audit;

import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Compares the records that the API server made, those on the node, and those seen here. What was written and not seen is read
 * late; what cannot be found any more is said, and nothing can be vouched for.
 */
final class Reconciliation {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private final Surroundings around;
    private final AuditFiles files;
    private final AuditKeys seen;
    private final Consumer<String> reader;

    /** @param reader takes a record that had not been seen */
    Reconciliation(Surroundings around, AuditFiles files, AuditKeys seen, Consumer<String> reader) {
        this.around = around;
        this.files = files;
        this.seen = seen;
        this.reader = reader;
    }

    /**
     * @return the figures, in a sentence
     * @throws SourceException if a record is lost
     */
    String check() {
        AuditMetrics metrics = AuditMetrics.of(around.admin());
        if (metrics.failed() > 0) {
            throw new SourceException(
                    "The API server could not keep " + metrics.failed() + " audit records: a detection may be lost");
        }
        AuditKeys written = files.keys();
        if (written.size() < metrics.made()) {
            throw new SourceException("The API server made " + metrics.made() + " audit records, and only "
                    + written.size() + " are on the node: a detection may be lost");
        }
        int late = await(written) ? 0 : readLate(written.without(seen));
        Map<String, Integer> missing = written.without(seen);
        if (!missing.isEmpty()) {
            throw new SourceException(missing.size() + " audit records were written and never seen, among them "
                    + missing.keySet().iterator().next() + ": a detection may be lost");
        }
        return written.size() + " records written, all of them seen" + (late == 0 ? "" : ", " + late + " of them late");
    }

    /** What was written last may still be on its way. */
    private boolean await(AuditKeys written) {
        try {
            Awaitility.await("audit records that were written")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(LONGEST)
                    .until(() -> written.without(seen).isEmpty());
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private int readLate(Map<String, Integer> missing) {
        int late = 0;
        for (Map.Entry<String, Integer> one : missing.entrySet()) {
            String id = one.getKey().substring(0, one.getKey().lastIndexOf(' '));
            List<String> lines = files.lines(id).stream()
                    .filter(line -> line.contains("\"stage\":\"" + one.getKey().substring(id.length() + 1) + "\""))
                    .toList();
            // The first ones have been seen.
            for (String line : lines.subList(Math.max(0, lines.size() - one.getValue()), lines.size())) {
                reader.accept(line);
                late++;
            }
        }
        return late;
    }
}
