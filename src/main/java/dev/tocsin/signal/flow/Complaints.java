package dev.tocsin.signal.flow;

import dev.tocsin.signal.SourceException;
import java.util.ArrayList;
import java.util.List;

/** What the readers of a node say about themselves. */
final class Complaints {
    private static final int MOST = 20;
    private final List<String> lines = new ArrayList<>();
    private int unreadable;
    private String loss = "";

    synchronized void heard(String line) {
        if (lines.size() == MOST) {
            lines.remove(0);
        }
        lines.add(line);
        if (line.contains("losing events") || line.contains("ENOBUFS") || line.startsWith("ended:")) {
            loss = line;
        }
    }

    synchronized void unreadable(String line) {
        unreadable++;
        heard("not understood: " + line);
    }

    /** @throws SourceException if flows may have been missed */
    synchronized void check(String node) {
        if (!loss.isEmpty()) {
            throw new SourceException("Flows of node " + node + " were lost: " + loss);
        }
        if (unreadable > 0) {
            throw new SourceException(unreadable + " records of flows of node " + node + " could not be read" + last());
        }
    }

    /** For messages. */
    synchronized String last() {
        return lines.isEmpty() ? "" : ". The readers said last: " + String.join(" / ", lines);
    }
}
