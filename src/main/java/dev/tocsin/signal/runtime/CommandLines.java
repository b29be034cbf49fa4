package dev.tocsin.signal.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** With what arguments the processes of a node were started: only a start tells. Those before the sensor's are not known. */
final class CommandLines {
    private static final int MOST = 16_384;
    private final Map<Integer, List<String>> started = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<String>> eldest) {
            return size() > MOST;
        }
    };

    void add(Seen seen) {
        if (seen.started()) {
            started.remove(seen.pid()); // so that it is the youngest
            started.put(seen.pid(), seen.arguments());
        }
    }

    /** Empty if it is not known. */
    List<String> of(int pid) {
        return started.getOrDefault(pid, List.of());
    }
}
