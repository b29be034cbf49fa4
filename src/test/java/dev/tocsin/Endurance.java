package dev.tocsin;

import dev.tocsin.engine.Drills;
import dev.tocsin.engine.InconclusiveDrillException;
import dev.tocsin.engine.TocsinTestEngine;
import dev.tocsin.scenario.Library;
import java.io.File;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Many drills in one process, the library again and again. A line for each, with tabs: its number, its name, its verdict (held, not
 * held, inconclusive), and what the process holds after it: bytes of heap after a collection, threads, open files.
 */
public final class Endurance {
    private static final File OPEN_FILES = new File("/proc/self/fd");

    private Endurance() {}

    @Drills
    static final class All {}

    /** @param arguments how many drills, and the file for the lines */
    public static void main(String[] arguments) throws IOException {
        int drills = Integer.parseInt(arguments[0]);
        List<String> names =
                List.copyOf(new Library(Path.of("scenarios")).drills().keySet());
        try (PrintWriter lines = new PrintWriter(new FileWriter(arguments[1]), true)) {
            After after = new After(lines);
            for (int done = 0; done < drills; done += names.size()) {
                run(
                        IntStream.range(done, Math.min(drills, done + names.size()))
                                .mapToObj(drill -> names.get(drill % names.size()))
                                .collect(Collectors.joining(",")),
                        after);
            }
        }
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .forEach(name -> System.out.println("thread: " + name));
    }

    private static void run(String names, TestExecutionListener listener) {
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(All.class))
                                .filters(EngineFilter.includeEngines(TocsinTestEngine.ID))
                                .configurationParameter(TocsinTestEngine.SCENARIO, names)
                                .build(),
                        listener);
    }

    private record After(PrintWriter lines) implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean failed = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
            if (!test.isTest()) {
                result.getThrowable()
                        .ifPresent(why -> lines.println("0\t" + test.getDisplayName() + "\t" + why + "\t0\t0\t0"));
                return;
            }
            String verdict = !failed
                    ? "held"
                    : result.getThrowable()
                                    .filter(InconclusiveDrillException.class::isInstance)
                                    .isPresent()
                            ? "inconclusive"
                            : "not held";
            lines.println(String.join(
                    "\t",
                    "1",
                    test.getDisplayName(),
                    verdict,
                    String.valueOf(heap()),
                    String.valueOf(ManagementFactory.getThreadMXBean().getThreadCount()),
                    String.valueOf(openFiles())));
        }

        /** After a second collection too: what the first one makes reachable by its cleaners goes with it. */
        private static long heap() {
            System.gc();
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        private static int openFiles() {
            String[] names = OPEN_FILES.list();
            if (names == null) {
                throw new UncheckedIOException(new IOException(OPEN_FILES + " cannot be read"));
            }
            return names.length;
        }
    }
}
