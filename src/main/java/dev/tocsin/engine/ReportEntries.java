package dev.tocsin.engine;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Result;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.reporting.ReportEntry;

/** Tells JUnit's listeners each objective's numbers, in milliseconds; the open test report keeps them. */
record ReportEntries(EngineExecutionListener listener) {
    void publish(TestDescriptor test, Outcome outcome) {
        listener.reportingEntryPublished(
                test, ReportEntry.from("verdict", outcome.verdict().label()));
        for (Result result : outcome.results()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("phase", result.objective().phase().label());
            entry.put("objective", result.objective().title());
            entry.put("verdict", result.verdict().label());
            entry.put("target-ms", millis(result.objective().target()));
            entry.put("measured-ms", millis(result.measured()));
            entry.put("since-t0-ms", millis(result.sinceT0(outcome.t0())));
            entry.put("error-ms", millis(result.error()));
            listener.reportingEntryPublished(test, ReportEntry.from(entry));
        }
    }

    private static String millis(@Nullable Duration duration) {
        return duration == null ? "-" : String.valueOf(duration.toMillis());
    }
}
