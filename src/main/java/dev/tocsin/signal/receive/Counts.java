package dev.tocsin.signal.receive;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of what was sent to a receiver. */
public final class Counts {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder alerts = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> ignored = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> lost = new ConcurrentHashMap<>();

    /**
     * At one moment.
     *
     * @param accepted requests
     * @param refused requests, by the reason
     * @param alerts passed on
     * @param events passed on
     * @param duplicates records that had been sent before
     * @param ignored records that mean nothing here, by the reason
     * @param lost what senders say that they left out, by what it is
     */
    public record Snapshot(
            long accepted,
            Map<String, Long> refused,
            long alerts,
            long events,
            long duplicates,
            Map<String, Long> ignored,
            Map<String, Long> lost) {
        @Override
        public String toString() {
            return accepted + " requests taken, " + refused + " refused; " + alerts + " alerts and " + events
                    + " events passed on, " + duplicates + " duplicates folded, " + ignored + " set aside";
        }
    }

    public Snapshot now() {
        return new Snapshot(
                accepted.sum(), sums(refused), alerts.sum(), events.sum(), duplicates.sum(), sums(ignored), sums(lost));
    }

    void accepted() {
        accepted.increment();
    }

    /** @param why one of a few fixed texts: what was sent must not fill the memory with reasons */
    void refused(String why) {
        add(refused, why, 1);
    }

    void alert() {
        alerts.increment();
    }

    void event() {
        events.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void ignored(String why) {
        add(ignored, why, 1);
    }

    void lost(String what, long count) {
        add(lost, what, count);
    }

    private static void add(Map<String, LongAdder> to, String what, long count) {
        to.computeIfAbsent(what, one -> new LongAdder()).add(count);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> from) {
        Map<String, Long> sums = new TreeMap<>();
        from.forEach((what, count) -> sums.put(what, count.sum()));
        return sums;
    }
}
