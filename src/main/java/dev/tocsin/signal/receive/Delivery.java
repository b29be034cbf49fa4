package dev.tocsin.signal.receive;

import dev.tocsin.signal.Sink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what was received, in order, on one thread, and what is sent again only once. What waits is bounded. */
final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int REMEMBERED = 100_000;
    private final Sink sink;
    private final Counts counts;
    private final Semaphore room;
    private final LinkedBlockingQueue<Batch> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Map<String, Boolean> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Batch(List<Received> records, int bytes, CompletableFuture<Void> done) {}

    /** @param most bytes of requests that may wait */
    Delivery(Sink sink, Counts counts, int most) {
        this.sink = sink;
        this.counts = counts;
        this.room = new Semaphore(most);
        this.thread = new Thread(this::deliver, "received");
        thread.setDaemon(true);
        thread.start();
    }

    /** False if too much is waiting already; nothing is taken then. */
    boolean offer(List<Received> records, int bytes) {
        return room.tryAcquire(bytes) && waiting.add(new Batch(records, bytes, new CompletableFuture<>()));
    }

    /** Done when all that was offered before has been passed on. */
    CompletableFuture<Void> settled() {
        Batch last = new Batch(List.of(), 0, new CompletableFuture<>());
        waiting.add(last);
        return last.done();
    }

    private void deliver() {
        try {
            while (true) {
                Batch batch = waiting.take();
                batch.records().forEach(this::judged);
                room.release(batch.bytes());
                batch.done().complete(null);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** What goes wrong with one must not keep the next from being passed on. */
    private void judged(Received record) {
        try {
            pass(record);
        } catch (RuntimeException e) {
            LOG.warn("what was received could not be judged", e);
            counts.lost("records that could not be judged", 1);
        }
    }

    private void pass(Received record) {
        if (record instanceof Received.Raised raised) {
            if (isNew(raised.key())) {
                counts.alert();
                sink.alert(raised.alert());
            }
        } else if (record instanceof Received.Happened happened) {
            if (isNew(happened.key())) {
                counts.event();
                sink.event(happened.event());
            }
        } else if (record instanceof Received.Ignored ignored) {
            counts.ignored(ignored.why());
        } else if (record instanceof Received.Lost lost) {
            counts.lost(lost.what(), lost.count());
        }
    }

    private boolean isNew(String key) {
        if (known.put(key, true) == null) {
            return true;
        }
        counts.duplicate();
        return false;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
