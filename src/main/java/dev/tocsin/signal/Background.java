package dev.tocsin.signal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for what a source does while fixtures are being applied. */
public final class Background {
    private Background() {}

    /**
     * Unlike a join, it ends when the drill is interrupted.
     *
     * @param failure what it means if the work failed: {@code Flows cannot be read}
     * @throws SourceException if it failed, with its cause
     */
    public static void await(CompletableFuture<Void> work, String failure) {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SourceException cause
                    ? cause
                    : new SourceException(failure + ": " + e.getCause().getMessage(), e.getCause());
        }
    }
}
