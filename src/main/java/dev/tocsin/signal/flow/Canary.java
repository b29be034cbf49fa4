package dev.tocsin.signal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A packet of a node to itself that must show in both ways: what was read before it was sent has come before it. It never
 * leaves the node.
 */
final class Canary {
    static final String ADDRESS = "127.100.100.100";
    static final String PREFIX = "tocsin-canary";
    private volatile Waiting waiting = new Waiting(-1);

    private record Waiting(int port, CompletableFuture<Duration> letThrough, CompletableFuture<Duration> logged) {
        private Waiting(int port) {
            this(port, new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    void expect(int port) {
        waiting = new Waiting(port);
    }

    /** Whether it was a canary. */
    boolean letThrough(Connection connection, Instant seen) {
        Waiting now = waiting;
        boolean ours = connection.asked().dstIp().equals(ADDRESS);
        if (ours && connection.asked().dstPort() == now.port()) {
            now.letThrough().complete(Duration.between(connection.happened(), seen));
        }
        return ours;
    }

    /** Whether it was a canary. */
    boolean logged(Packet packet, Instant seen) {
        Waiting now = waiting;
        boolean ours = packet.prefix().equals(PREFIX);
        if (ours && packet.ends().dstPort() == now.port()) {
            now.logged().complete(Duration.between(packet.happened(), seen));
        }
        return ours;
    }

    /** Waits until the canary shows in both ways. */
    boolean shows(Duration longest) {
        Waiting now = waiting;
        try {
            CompletableFuture.allOf(now.letThrough(), now.logged()).get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is never completed with an exception
        }
    }

    Duration lag() {
        Waiting now = waiting;
        Duration one = now.letThrough().getNow(Duration.ZERO);
        Duration other = now.logged().getNow(Duration.ZERO);
        return one.compareTo(other) > 0 ? one : other;
    }
}
