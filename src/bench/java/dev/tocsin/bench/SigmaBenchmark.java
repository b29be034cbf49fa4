package dev.tocsin.bench;

import dev.tocsin.sigma.Match;
import dev.tocsin.sigma.RuleSet;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Real audit records through 100 and 1,000 rules, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SigmaBenchmark {
    @Param({"100", "1000"})
    public int rules;

    private RuleSet set;
    private List<Map<String, Object>> records;
    private List<String> lines;
    private int next;

    @Setup
    public void load() {
        set = Corpus.rules(rules);
        records = Corpus.records();
        lines = Corpus.lines();
    }

    /** A record that is already parsed. */
    @Benchmark
    public List<Match> match() {
        next = next + 1 == records.size() ? 0 : next + 1;
        return set.match(records.get(next), Instant.EPOCH);
    }

    /** Its JSON parsed first, as a drill does. */
    @Benchmark
    public List<Match> parseAndMatch() throws IOException {
        next = next + 1 == lines.size() ? 0 : next + 1;
        return set.match(Corpus.JSON.readValue(lines.get(next), Corpus.MAP), Instant.EPOCH);
    }

    /** Prints a line a benchmark, and how many matches one pass over the corpus gives. */
    public static void main(String[] args) throws RunnerException {
        for (int rules : new int[] {100, 1000}) {
            RuleSet set = Corpus.rules(rules);
            long matches = Corpus.records().stream()
                    .mapToLong(record -> set.match(record, Instant.EPOCH).size())
                    .sum();
            System.out.printf("tocsin, %d rules: %d matches in %d records%n", rules, matches, Corpus.lines().size());
        }
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(SigmaBenchmark.class.getSimpleName())
                        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx1g")
                        .build())
                .run()) {
            System.out.printf(
                    Locale.ROOT,
                    "tocsin %s, %s rules: %,.0f records/s (± %,.0f)%n",
                    result.getPrimaryResult().getLabel(),
                    result.getParams().getParam("rules"),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError());
        }
    }
}
