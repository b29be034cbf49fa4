package dev.tocsin.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfiguration;

/** So many drills side by side: never more, for each has a cluster of its own. */
record SideBySide(int drills) implements ParallelExecutionConfiguration {
    /** What a k3s server and a shop take, with room to spare. */
    private static final long BYTES_A_SERVER = 3L << 29;

    /** An agent and its share of the pods, likewise. */
    private static final long BYTES_AN_AGENT = 1L << 29;

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +([0-9]+) kB");

    /**
     * As many as wanted, unless memory is short; then it says so. Which drills meet is not known beforehand, so those
     * with the most nodes must find room together.
     *
     * @param agents how many agents each trial's cluster has
     */
    static int possible(int wanted, List<Integer> agents, PrintStream out) {
        return wanted == 1 ? 1 : possible(wanted, agents, available(), out);
    }

    static int possible(int wanted, List<Integer> agents, long bytes, PrintStream out) {
        List<Integer> largest =
                agents.stream().sorted(Comparator.reverseOrder()).limit(wanted).toList();
        int fitting = 0;
        for (long left = bytes; fitting < largest.size(); fitting++) {
            left -= BYTES_A_SERVER + largest.get(fitting) * BYTES_AN_AGENT;
            if (left < 0) {
                break;
            }
        }
        // What there is no drill for needs no room.
        int possible = Math.max(1, fitting == largest.size() ? wanted : fitting);
        if (possible < wanted) {
            out.printf("%d drills side by side instead of %d: there is memory for no more%n", possible, wanted);
        }
        return possible;
    }

    /** Whether a cluster with so many agents finds room beside what runs. */
    static boolean roomForOneMore(int agents) {
        return available() >= BYTES_A_SERVER + agents * BYTES_AN_AGENT;
    }

    private static long available() {
        try {
            Matcher line = AVAILABLE.matcher(Files.readString(MEMORY));
            return line.find() ? Long.parseLong(line.group(1)) << 10 : Long.MAX_VALUE;
        } catch (IOException e) {
            return Long.MAX_VALUE; // no Linux: the engine's own limits decide
        }
    }

    @Override
    public int getParallelism() {
        return drills;
    }

    @Override
    public int getMinimumRunnable() {
        return drills;
    }

    @Override
    public int getMaxPoolSize() {
        return drills;
    }

    @Override
    public int getCorePoolSize() {
        return drills;
    }

    /** One that waits for its drill's mutants or trials need not be replaced: others run them. Without this it fails instead. */
    @Override
    public Predicate<? super ForkJoinPool> getSaturatePredicate() {
        return pool -> true;
    }

    @Override
    public int getKeepAliveSeconds() {
        return 30;
    }
}
