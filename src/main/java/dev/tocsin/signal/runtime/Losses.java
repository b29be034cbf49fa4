package dev.tocsin.signal.runtime;

import java.util.ArrayList;
import java.util.List;

/** What a node's sensor is known not to have told. */
final class Losses {
    private long dropped;
    private long incomplete;
    private long unreadable;
    private long restarts;
    private long cuts;

    /** The kernel had no room for them. */
    synchronized void dropped(long lines) {
        dropped += lines;
    }

    /** Something of which not every line came. */
    synchronized void incomplete() {
        incomplete++;
    }

    /** A line that is not the sensor's. */
    synchronized void unreadable() {
        unreadable++;
    }

    /** Its file was taken away before it had been read. */
    synchronized void fileCut() {
        cuts++;
    }

    /** The sensor was started anew; nobody watched meanwhile. */
    synchronized void restarted() {
        restarts++;
    }

    /** In words; empty if nothing is known to be lost. */
    @Override
    public synchronized String toString() {
        List<String> all = new ArrayList<>();
        add(all, dropped, "lines for which the kernel had no room");
        add(all, incomplete, "events of which a part is missing");
        add(all, unreadable, "lines that could not be read");
        add(all, restarts, "times the sensor stopped and was started anew");
        add(all, cuts, "times a part of its file was gone before it could be read");
        return String.join(", ", all);
    }

    private static void add(List<String> all, long count, String what) {
        if (count > 0) {
            all.add(count + " " + what);
        }
    }
}
