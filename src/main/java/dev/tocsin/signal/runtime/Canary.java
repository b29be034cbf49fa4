package dev.tocsin.signal.runtime;

import dev.tocsin.cluster.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Harmless things done on a node that its sensor must tell: a program started, a file made, renamed and deleted. */
final class Canary {
    private static final String DOES = ": >\"$1\" && mv \"$1\" \"$1.old\" && rm \"$1.old\"";
    private static final Set<String> KINDS = Set.of("started", "opened", "renamed", "deleted");
    private final Cluster cluster;
    private final String node;
    private final InstantSource clock;
    private volatile Waiting waiting = new Waiting();

    Canary(Cluster cluster, String node, InstantSource clock) {
        this.cluster = cluster;
        this.node = node;
        this.clock = clock;
    }

    private static final class Waiting {
        private final String file = "/run/tocsin-" + UUID.randomUUID();
        private final Set<String> heard = ConcurrentHashMap.newKeySet();
        private final CountDownLatch all = new CountDownLatch(1);
        private volatile Instant first = Instant.MAX;
        private volatile Instant last = Instant.MIN;
        private volatile Instant seen = Instant.MIN;
    }

    /**
     * What the canary showed.
     *
     * @param heard whether all that it did was told
     * @param lag from its end to the last line about it; negative if the line came first
     * @param skew how far the node's clock is off ours; zero if its times lie between beginning and end
     */
    record Song(boolean heard, Duration lag, Duration skew) {}

    /** Told of everything; true for what a canary did. */
    boolean hear(Seen seen, Instant happened, Instant now) {
        Waiting bird = waiting;
        if (!seen.mentions(bird.file)) {
            return seen.mentions("/run/tocsin-"); // one that was given up
        }
        bird.first = happened.isBefore(bird.first) ? happened : bird.first;
        bird.last = happened.isAfter(bird.last) ? happened : bird.last;
        bird.seen = now;
        bird.heard.add(
                seen.started()
                        ? "started"
                        : seen.opened() ? "opened" : seen.call().startsWith("rename") ? "renamed" : "deleted");
        if (bird.heard.equals(KINDS)) {
            bird.all.countDown();
        }
        return true;
    }

    Song sing(Duration longest) {
        Waiting bird = new Waiting();
        waiting = bird;
        Instant sent = clock.instant();
        cluster.onNode(node, List.of("sh", "-c", DOES, "sh", bird.file));
        Instant answered = clock.instant();
        try {
            if (!bird.all.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Song(false, Duration.ZERO, Duration.ZERO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        Duration skew = bird.first.isBefore(sent)
                ? Duration.between(sent, bird.first)
                : bird.last.isAfter(answered) ? Duration.between(answered, bird.last) : Duration.ZERO;
        return new Song(true, Duration.between(bird.last, bird.seen), skew);
    }
}
