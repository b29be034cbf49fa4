package dev.tocsin.signal.receive;

import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the receivers take in for one drill. Whether a tool has more to say cannot be known; what it has said is passed on. */
public final class Reception implements Source {
    private static final int LONGEST_SECONDS = 10;
    private final Surroundings around;
    private final List<Subscription> subscriptions;

    Reception(Surroundings around, List<Subscription> subscriptions) {
        this.around = around;
        this.subscriptions = subscriptions;
    }

    /** By names for people: what must not be read anywhere. */
    public Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        subscriptions.forEach(
                one -> secrets.put("receiver." + one.receiver().format().name(), one.secret()));
        return secrets;
    }

    /**
     * What fixtures may refer to, by name: {@code falco} is its URL, with the token in it; and {@code falco.host}, ...
     *
     * @param named the formats of which it is wanted
     * @throws SourceException if the cluster's nodes cannot reach this machine, with the cause
     */
    public Map<String, String> places(Set<String> named) {
        Map<String, String> places = new LinkedHashMap<>();
        for (Subscription one : subscriptions) {
            String name = one.receiver().format().name();
            if (named.contains(name)) {
                String host = Reach.of(around, one);
                String port = String.valueOf(one.receiver().port());
                places.put(name, Reach.url(one.receiver(), host) + "/" + one.secret());
                places.put(name + ".host", host);
                places.put(name + ".port", port);
                places.put(name + ".token", one.secret());
                around.tell("nodes reach the receiver of " + name + " at " + host + ":" + port);
            }
        }
        return places;
    }

    @Override
    public void settle() {
        for (Subscription one : subscriptions) {
            String name = one.receiver().format().name();
            try {
                one.settled().get(LONGEST_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new SourceException("What " + name + " sent could not be judged in time", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            Map<String, Long> lost = one.counts().now().lost();
            if (!lost.isEmpty()) {
                throw new SourceException(name + " has lost something: " + lost + ": a detection may be lost");
            }
        }
    }

    @Override
    public void close() {
        for (Subscription one : subscriptions) {
            Counts.Snapshot counts = one.counts().now();
            if (counts.accepted() > 0 || !counts.refused().isEmpty()) {
                around.tell(one.receiver().format().name() + ": " + counts);
            }
            one.close();
        }
    }
}
