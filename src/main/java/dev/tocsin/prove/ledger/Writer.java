package dev.tocsin.prove.ledger;

import dev.tocsin.cluster.ClusterException;
import dev.tocsin.cluster.Conversation;
import dev.tocsin.prove.Answers;
import dev.tocsin.prove.ledger.Acknowledged.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Appends numbered rows one after the other over one connection, and never one twice: what was not acknowledged is left, and the
 * next number is taken.
 */
final class Writer implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(200);
    private static final String ENDED = "ended";

    private final Database database;
    private final LongFunction<String> append;
    private final InstantSource clock;
    private final Acknowledged acknowledged;
    private final Answers answers;
    private final List<Long> tried = new ArrayList<>();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ledger");
        thread.setDaemon(true);
        return thread;
    });
    private long number;
    private Instant notBefore;
    private @Nullable Conversation psql;
    private volatile @Nullable RuntimeException broken;

    Writer(
            Database database,
            LongFunction<String> append,
            long first,
            Duration every,
            Acknowledged acknowledged,
            InstantSource clock) {
        this.database = database;
        this.append = append;
        this.number = first;
        this.clock = clock;
        this.acknowledged = acknowledged;
        this.notBefore = clock.instant();
        this.answers = new Answers(notBefore, every, LONGEST.plusSeconds(2));
        turns.scheduleWithFixedDelay(this::turn, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void turn() {
        if (clock.instant().isBefore(notBefore)) {
            return;
        }
        long own = number++;
        tried.add(own);
        boolean good = false;
        try {
            good = append(own);
        } catch (IOException | ClusterException e) {
            // the connection, or the way to it, is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            broken = e;
            throw e; // no further turn
        }
        answers.answered(clock.instant(), good);
        if (!good) {
            hangUp();
            notBefore = clock.instant().plus(AFTER_A_FAILURE);
        }
    }

    private boolean append(long own) throws IOException, InterruptedException {
        Conversation open = psql;
        if (open == null) {
            said.clear();
            open = database.machine().talk(database.psql(), said::add, () -> said.add(ENDED));
            psql = open;
        }
        String wanted = "acknowledged " + own;
        open.say(append.apply(own).replace('\n', ' ') + "; \\warn " + wanted);
        Instant giveUp = clock.instant().plus(LONGEST);
        while (true) {
            long left = Duration.between(clock.instant(), giveUp).toMillis();
            String line = left <= 0 ? null : said.poll(left, TimeUnit.MILLISECONDS);
            if (line == null || line.equals(ENDED)) {
                return false;
            }
            if (line.equals(wanted)) {
                acknowledged.add(new Row(own, clock.instant()));
                return true;
            }
        }
    }

    private void hangUp() {
        if (psql != null) {
            psql.close();
            psql = null;
        }
    }

    Answers answers() {
        return answers;
    }

    synchronized List<Long> tried() {
        return List.copyOf(tried);
    }

    /** @throws RuntimeException why it writes no more, if it is not the database's doing */
    void check() {
        if (broken != null) {
            throw broken;
        }
    }

    /** After the row that is being written, no other one follows. */
    @Override
    public void close() {
        turns.shutdown();
        synchronized (this) {
            hangUp();
        }
    }
}
