package dev.tocsin.prove.ledger;

import dev.tocsin.prove.ledger.Acknowledged.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A client outside the cluster that appends numbered rows for as long as the drill lasts, and counts them at its end. */
public final class LedgerWatch implements AutoCloseable {
    private static final Duration FIRST_ROW = Duration.ofSeconds(20);
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private final Database database;
    private final Acknowledged acknowledged = new Acknowledged();
    private final Writer writer;
    private final @Nullable WalArchive archive;

    /**
     * How rows are appended and read.
     *
     * @param append the statement that appends a row of a number
     * @param numbers the statement that selects the numbers that are there
     * @param first the first row's number
     * @param every the time between an acknowledged row and the next one
     */
    public record Rows(LongFunction<String> append, String numbers, long first, Duration every) {}

    private final Rows rows;

    private LedgerWatch(Database database, @Nullable WalArchive archive, Rows rows, InstantSource clock) {
        this.database = database;
        this.archive = archive;
        this.rows = rows;
        this.writer = new Writer(database, rows.append(), rows.first(), rows.every(), acknowledged, clock);
    }

    /**
     * Returns when the first row was acknowledged.
     *
     * @param archiver as whom WAL is archived; null if it is not
     * @throws IllegalStateException if none was, or nothing can be archived
     */
    public static LedgerWatch start(
            Database client,
            String password,
            @Nullable Database archiver,
            String archivePassword,
            Rows rows,
            InstantSource clock) {
        client.remember(password);
        WalArchive archive = null;
        if (archiver != null) {
            archiver.remember(archivePassword);
            archive = WalArchive.start(archiver);
        }
        LedgerWatch watch = new LedgerWatch(client, archive, rows, clock);
        try {
            Awaitility.await("the first row")
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(FIRST_ROW)
                    .until(() -> !watch.acknowledged.rows().isEmpty());
            return watch;
        } catch (ConditionTimeoutException e) {
            watch.close();
            throw new IllegalStateException(
                    "The ledger acknowledges no row: "
                            + client.ask(rows.append().apply(rows.first()))
                                    .stderr()
                                    .strip(),
                    e);
        }
    }

    /** How the archive is fed: {@code sync}, {@code async}; nothing without one. */
    public Optional<String> archiving() {
        return Optional.ofNullable(archive).map(WalArchive::state);
    }

    /** From when on all rows are acknowledged; null if they are not, or none is written any more. */
    public @Nullable Instant healthySince(Instant now) {
        return writer.answers().healthySince(now);
    }

    /**
     * Writes no more, and counts what is there. Where that cannot be seen, none of them counts as there.
     *
     * @throws RuntimeException if it was not the database that kept it from writing
     */
    public Count count() {
        writer.close();
        writer.check();
        return Count.of(acknowledged.rows(), writer.tried(), there());
    }

    private @Nullable Set<Long> there() {
        try {
            return Awaitility.await("the rows that are there")
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(LAST_LOOK)
                    .until(() -> database.ask(rows.numbers()), seen -> seen.exitCode() == 0)
                    .stdout()
                    .lines()
                    .map(line -> Long.parseLong(line.strip()))
                    .collect(Collectors.toSet());
        } catch (ConditionTimeoutException e) {
            return null;
        }
    }

    /** Each acknowledged row's number and time, a line each. */
    public String account() {
        return acknowledged.rows().stream().map(Row::toString).collect(Collectors.joining());
    }

    @Override
    public void close() {
        writer.close();
        try {
            if (archive != null) {
                archive.close();
            }
            acknowledged.close();
        } catch (IOException e) {
            throw new IllegalStateException("The ledger's account could not be closed: " + e.getMessage(), e);
        }
    }
}
