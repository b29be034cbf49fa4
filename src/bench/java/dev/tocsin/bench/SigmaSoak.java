package dev.tocsin.bench;

import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ten million records through rules and correlations: what the heap holds after each million. */
public final class SigmaSoak {
    private static final String CORRELATIONS = """
            title: Refused
            name: refused
            id: 00000000-0000-4000-8000-000000000001
            level: low
            logsource: {product: bench}
            detection: {s: {verb|exists: true}, condition: s}
            ---
            title: Spray
            id: 00000000-0000-4000-8000-000000000002
            level: high
            correlation:
              type: value_count
              rules: [refused]
              group-by: [user.username]
              timespan: 1h
              condition: {field: requestURI, gte: 50}
            ---
            title: Many
            id: 00000000-0000-4000-8000-000000000003
            level: high
            correlation: {type: event_count, rules: [refused], group-by: [user.username], timespan: 1h, condition: {gte: 1000}}
            """;

    private SigmaSoak() {}

    public static void main(String[] args) {
        List<Rule> rules = new ArrayList<>(Rules.parse("soak", "soak.yml", CORRELATIONS));
        RuleSet set = new RuleSet(rules);
        List<Map<String, Object>> records = Corpus.records();
        Instant now = Instant.EPOCH;
        long started = System.nanoTime();
        for (int i = 1; i <= 10_000_000; i++) {
            Map<String, Object> record = new HashMap<>(records.get(i % records.size()));
            record.put("user", Map.of("username", "user-" + i * 31L % 40_000)); // four times as many as are remembered
            record.put("requestURI", "/x/" + i);
            now = now.plusMillis(2);
            set.match(record, now);
            if (i % 1_000_000 == 0) {
                System.gc();
                long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
                System.out.printf(
                        Locale.ROOT,
                        "%d million records: heap %d MiB, %,d groups evicted, %.0f s%n",
                        i / 1_000_000,
                        used >> 20,
                        set.evictions(),
                        (System.nanoTime() - started) / 1e9);
            }
        }
    }
}
