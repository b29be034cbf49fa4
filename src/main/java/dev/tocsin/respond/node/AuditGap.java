package dev.tocsin.respond.node;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.timeline.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time of which there are no audit records: an API server that does not run writes none.
 *
 * @param last when the last one before it was written; null if there is no log, as on a node without an API server
 * @param lines how many there were by then
 */
record AuditGap(Cluster cluster, String node, @Nullable Instant last, long lines) {
    static final String LOG = K3sCluster.AUDIT_LOG;

    private static final Pattern TIME = Pattern.compile("\"stageTimestamp\":\"([^\"]+)\"");
    private static final String COUNT = "[ -s \"$0\" ] && wc -l <\"$0\" && tail -n 1 \"$0\"";
    /** Where the log was rotated since, the first record of the new file. */
    private static final String NEXT =
            "from=$1; [ \"$(wc -l <\"$0\")\" -gt \"$from\" ] || from=0; tail -n +$((from + 1)) \"$0\" | head -n 1";

    static AuditGap before(Cluster cluster, String node) {
        List<String> said = cluster.onNode(node, List.of("sh", "-c", COUNT, LOG))
                .stdout()
                .lines()
                .toList();
        return said.size() < 2
                ? new AuditGap(cluster, node, null, 0)
                : new AuditGap(
                        cluster,
                        node,
                        time(said.get(1)),
                        Long.parseLong(said.get(0).strip()));
    }

    /** In words, once the API server records again; empty where there is none. */
    Optional<String> after() {
        if (last == null) {
            return Optional.empty();
        }
        Instant next = time(cluster.onNode(node, List.of("sh", "-c", NEXT, LOG, String.valueOf(lines)))
                .stdout());
        return Optional.of("there is no audit record between " + last + " and "
                + (next == null ? "now" : next + " (" + Times.text(Duration.between(last, next)) + ")")
                + ": what was done to the datastore and on the nodes in that time is in no log of the API server");
    }

    private static @Nullable Instant time(String record) {
        Matcher found = TIME.matcher(record);
        return found.find() ? Instant.parse(found.group(1)) : null;
    }
}
