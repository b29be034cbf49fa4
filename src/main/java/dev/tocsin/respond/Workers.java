package dev.tocsin.respond;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads of a responder. */
final class Workers {
    private static final int LAST_SECONDS = 5;

    private Workers() {}

    static ExecutorService start() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "responder");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Lets what has begun come to its end, for a few seconds, and then ends it. */
    static void end(ExecutorService workers) {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
