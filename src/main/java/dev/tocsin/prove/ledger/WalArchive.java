package dev.tocsin.prove.ledger;

import dev.tocsin.cluster.Archive;
import dev.tocsin.cluster.Cluster.CommandResult;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A base backup of a database and all of its WAL since, on the machine beside the cluster. Where the server waits for it, a row is
 * there before it is acknowledged to whoever wrote it.
 */
final class WalArchive implements Closeable {
    private static final String NAME = "archive";
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** With a slot the server keeps what the receiver does not have yet. */
    private static final String SLOT = """
            mkdir -p "$2/wal" && cd "$2" && pg_receivewal -d "$1" -D wal -S archive --create-slot --if-not-exists
            """;

    private static final String BASE = """
            cd "$2" && pg_basebackup -d "$1" -D base -X none -c fast --no-sync --no-manifest -w
            """;
    private static final String STATE =
            "select sync_state from pg_stat_replication where application_name = 'archive' and state = 'streaming'";

    private final Closeable receiving;
    private final String state;

    private WalArchive(Closeable receiving, String state) {
        this.receiving = receiving;
        this.state = state;
    }

    /**
     * @param database as a role that may replicate
     * @throws IllegalStateException if it could not be begun
     */
    static WalArchive start(Database database) {
        String connection = database.connection(NAME).replaceAll("dbname=\\S+ ", "");
        List<String> arguments = List.of(connection, Archive.LEDGER);
        reached(database);
        done(database.machine().script(SLOT, arguments), "The ledger's WAL cannot be received");
        Closeable receiving = database.machine()
                .follow(
                        List.of(
                                "pg_receivewal",
                                "-d",
                                connection,
                                "-D",
                                Archive.LEDGER + "/wal",
                                "-S",
                                NAME,
                                "--synchronous",
                                "--no-loop",
                                "-w"),
                        line -> {},
                        () -> {});
        String state = received(database);
        // Only now: the receiver begins where the server is when it asks, and a base backup needs all since its
        // checkpoint.
        done(database.machine().script(BASE, arguments), "There is no base backup of the ledger");
        return new WalArchive(receiving, state);
    }

    private static void done(CommandResult result, String otherwise) {
        if (result.exitCode() != 0) {
            throw new IllegalStateException(otherwise + ": " + result.stderr().strip());
        }
    }

    /** A node lets a Service's port in up to a second after its pod is ready; what comes next says why, if it never does. */
    private static void reached(Database database) {
        await(database, state -> state.exitCode() == 0);
    }

    /** Returns when the archive has all that there is: {@code sync} if the server waits for it, else {@code async}. */
    private static String received(Database database) {
        return await(database, state -> !state.stdout().isBlank())
                .map(state -> state.stdout().strip())
                .orElseThrow(() -> new IllegalStateException("The ledger's WAL does not come to its archive"));
    }

    private static Optional<CommandResult> await(Database database, Predicate<CommandResult> enough) {
        try {
            return Optional.of(Awaitility.await("the archive's connection")
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(LONGEST)
                    .until(() -> database.ask(STATE), enough::test));
        } catch (ConditionTimeoutException e) {
            return Optional.empty();
        }
    }

    /** What the server calls it: {@code sync} or {@code async}. */
    String state() {
        return state;
    }

    @Override
    public void close() throws IOException {
        receiving.close();
    }
}
