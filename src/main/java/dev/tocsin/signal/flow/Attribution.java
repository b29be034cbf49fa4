package dev.tocsin.signal.flow;

import dev.tocsin.signal.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says who is at the ends of each flow, and which of several nodes' records of one flow counts.
 *
 * <p>A flow that passes two nodes is seen on both. The one where it ends decides: what has left one node may still be
 * refused by the next. Where it ends at no pod, the client's node counts, for the other one sees a node's address instead
 * of the client's. What nodes say to each other is left out.
 */
final class Attribution {
    /**
     * A new pod speaks some tenths of a second before Kubernetes tells its address; and the nodes' records of one flow come
     * in any order.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int POLL_MILLIS = 50;
    private static final int MOST = 1_000;
    private final Addresses addresses;
    private final Consumer<Event> sink;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** What has left its client's node, until it shows up where it ends: only the first knows which service was asked. */
    private final Map<Tuple, Flow> left = new Latest<>(MOST);

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "flows");
        thread.setDaemon(true);
        return thread;
    });

    private record Waiting(Flow flow, long until) {}

    Attribution(Addresses addresses, Consumer<Event> sink) {
        this.addresses = addresses;
        this.sink = sink;
        later.scheduleWithFixedDelay(this::again, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void accept(Flow flow) {
        if (!told(flow, false)) {
            waiting.add(new Waiting(flow, System.nanoTime() + PATIENCE.toNanos()));
        } else if (!waiting.isEmpty()) {
            again(); // some may have waited for this one
        }
    }

    private synchronized void again() {
        waiting.removeIf(one -> told(one.flow(), System.nanoTime() > one.until()));
        notifyAll();
    }

    /** Waits until all that was accepted before has been told. */
    synchronized void settle() throws InterruptedException {
        Waiting last = waiting.peekLast();
        while (last != null && waiting.contains(last)) {
            wait();
        }
    }

    /**
     * @param anyway even if it is not known whose an address is, or what the client's node has to say
     * @return false if that may still become known
     */
    private boolean told(Flow flow, boolean anyway) {
        Peer src = addresses.at(flow.ends().srcIp(), flow.happened());
        Peer dst = addresses.at(flow.ends().dstIp(), flow.happened());
        if ((src == null || dst == null) && !anyway) {
            return false;
        }
        return tell(flow, known(src), known(dst), anyway);
    }

    private static Peer known(@Nullable Peer peer) {
        return peer == null ? Peer.UNKNOWN : peer;
    }

    private boolean tell(Flow flow, Peer src, Peer dst, boolean anyway) {
        boolean across = src.isPod() && dst.isPod() && !src.node().equals(dst.node());
        if (!flow.denied() && !flow.node().equals(dst.isPod() ? dst.node() : src.isPod() ? src.node() : "")) {
            if (across) {
                left.put(flow.ends(), flow);
            }
            return true;
        }
        Flow departure = left.remove(flow.ends());
        if (departure == null && across && flow.node().equals(dst.node()) && !anyway) {
            return false;
        }
        Flow whole = departure == null ? flow : flow.through(departure.serviceIp(), departure.servicePort());
        sink.accept(FlowEvents.of(whole, src, dst, addresses.service(whole.serviceIp())));
        return true;
    }

    void close() {
        later.shutdownNow();
    }
}
